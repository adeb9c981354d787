import { KafkaError } from '@odradek/base';
import {
  attributesAt,
  baseSequenceAt,
  type CompressionType,
  isTransactional,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  NO_TIMESTAMP,
  producerEpochAt,
  producerIdAt,
  RecordBatchBuilder,
} from '@odradek/protocol';

import type { CheckedRecords } from './record-validator.ts';
import { RecordWalk } from './record-walk.ts';

/** How records are compressed. */
export interface TargetCompression {
  readonly compression: CompressionType;
  readonly compressionLevel?: number;
}

/**
 * The batch with its records in another codec, in new memory (`buildRecordsAndAssignOffsets` of
 * Kafka's `LogValidator`): same records, timestamps and producer, offsets from 0. Raises what
 * building and compressing a batch raises, and `UNKNOWN_SERVER_ERROR` for the producers and
 * timestamps that Kafka's builder does not take.
 */
export function recompress(
  batch: Buffer,
  { reading, inflated }: CheckedRecords,
  target: TargetCompression,
): Buffer {
  checkProducer(batch);
  const builder = new RecordBatchBuilder({
    ...target,
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    isTransactional: isTransactional(attributesAt(batch, 0)),
    bytesInitial: batch.byteLength,
  });
  const walk = new RecordWalk(batch, reading, inflated);
  while (walk.next()) {
    const { timestamp, key, value } = walk;
    if (timestamp < NO_TIMESTAMP) throw unbuildable(`has the timestamp ${timestamp}`);
    builder.append({ timestamp, key, value, headers: walk.headers() });
  }
  return builder.build();
}

/** What `MemoryRecordsBuilder.validateProducerState` asks for. */
function checkProducer(batch: Buffer): void {
  const producerId = producerIdAt(batch, 0);
  if (producerId === NO_PRODUCER_ID) return;
  const producerEpoch = producerEpochAt(batch, 0);
  if (producerEpoch === NO_PRODUCER_EPOCH) throw unbuildable('has a producer without an epoch');
  const baseSequence = baseSequenceAt(batch, 0);
  if (baseSequence < 0) throw unbuildable(`has a producer with sequence ${baseSequence}`);
}

function unbuildable(reason: string): KafkaError {
  return new KafkaError(
    'UNKNOWN_SERVER_ERROR',
    `The record batch cannot be built anew in the codec of the topic, as it ${reason}.`,
  );
}
