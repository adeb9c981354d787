import type { Offset, Timestamp } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  isTransactional,
  lastOffsetAt,
  lastSequenceAt,
  maxTimestampAt,
  producerEpochAt,
  producerIdAt,
} from '@odradek/protocol';

/** What a batch of an idempotent producer says of its producer, and where it stands in the log. */
export interface ProducerBatch {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The sequence number of its first record. */
  readonly baseSequence: number;
  /** That of its last record; less than the first where the numbers wrapped after 2^31-1. */
  readonly lastSequence: number;
  readonly baseOffset: Offset;
  readonly lastOffset: Offset;
  readonly maxTimestamp: Timestamp;
  readonly isTransactional: boolean;
}

/** Reads the header of the batch at `at`, which has a producer id and the offsets of the log. */
export function producerBatchAt(bytes: Buffer, at: number): ProducerBatch {
  return {
    producerId: producerIdAt(bytes, at),
    producerEpoch: producerEpochAt(bytes, at),
    baseSequence: baseSequenceAt(bytes, at),
    lastSequence: lastSequenceAt(bytes, at),
    baseOffset: baseOffsetAt(bytes, at),
    lastOffset: lastOffsetAt(bytes, at),
    maxTimestamp: maxTimestampAt(bytes, at),
    isTransactional: isTransactional(attributesAt(bytes, at)),
  };
}
