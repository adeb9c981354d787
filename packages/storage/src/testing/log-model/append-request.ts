import type { Offset, Timestamp } from '@odradek/base';
import {
  type CompressionType,
  endTransactionMarkerBatch,
  RecordBatchBuilder,
} from '@odradek/protocol';

/** A batch of records for a leader to append, as plain data that can be printed and sent again. */
export interface RecordsRequest {
  readonly type: 'records';
  /** Makes the values of its records different from all others. */
  readonly id: number;
  /** One for each record. */
  readonly timestamps: readonly Timestamp[];
  readonly isLogAppendTime: boolean;
  readonly valueBytes: number;
  readonly compression: CompressionType;
  /** At least the number of records less one: a batch that was compacted may have fewer records. */
  readonly lastOffsetDelta: number;
  /** -1 for a producer that is not idempotent. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly leaderEpoch: number;
}

/** A marker that ends a transaction, for a leader to append. */
export interface MarkerRequest {
  readonly type: 'marker';
  readonly marker: 'COMMIT' | 'ABORT';
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
  /** From 2 on every marker has a new producer epoch (KIP-890). */
  readonly transactionVersion: number;
  readonly leaderEpoch: number;
}

/** Something for a leader to append. */
export type AppendRequest = RecordsRequest | MarkerRequest;

/** Where in a batch its base offset and its leader epoch stand: both are outside of its checksum. */
const BASE_OFFSET_AT = 0;
const PARTITION_LEADER_EPOCH_AT = 12;

/** The batch as a client sends it, or as a log makes it at `now`: with base offset 0. New memory. */
export function batchOf(request: AppendRequest, now: Timestamp): Buffer {
  return request.type === 'marker' ? markerBatchOf(request, now) : recordBatchOf(request);
}

function markerBatchOf(request: MarkerRequest, timestamp: Timestamp): Buffer {
  return endTransactionMarkerBatch({
    type: request.marker,
    producerId: BigInt(request.producerId),
    producerEpoch: request.producerEpoch,
    coordinatorEpoch: request.coordinatorEpoch,
    timestamp,
  });
}

function recordBatchOf(request: RecordsRequest): Buffer {
  const { id, timestamps, valueBytes } = request;
  const builder = new RecordBatchBuilder({
    lastOffset: request.lastOffsetDelta,
    compression: request.compression,
    producerId: BigInt(request.producerId),
    producerEpoch: request.producerEpoch,
    baseSequence: request.baseSequence,
    isTransactional: request.isTransactional,
    bytesInitial: 128,
    ...(request.isLogAppendTime ? { logAppendTime: Math.max(...timestamps) } : {}),
  });
  timestamps.forEach((timestamp, index) => {
    const name = `${id}/${index} `;
    const value = name.repeat(Math.ceil(valueBytes / name.length)).slice(0, valueBytes);
    builder.append({ timestamp, key: null, value });
  });
  return builder.build();
}

/** The batch as it is read again once it has its place in the log: a copy. */
export function storedBatchOf(batch: Buffer, baseOffset: Offset, leaderEpoch: number): Buffer {
  const stored = Buffer.from(batch);
  stored.writeBigInt64BE(BigInt(baseOffset), BASE_OFFSET_AT);
  stored.writeInt32BE(leaderEpoch, PARTITION_LEADER_EPOCH_AT);
  return stored;
}
