import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { RecordBatchBuilder } from './record-batch-builder.ts';
import { attributesAt, checkHeader, isControl } from './record-batch-header.ts';
import { RecordCursor } from './records.ts';

/** The types of control records, as their keys have them. */
export const ControlRecordType = {
  ABORT: 0,
  COMMIT: 1,
  LEADER_CHANGE: 2,
  SNAPSHOT_HEADER: 3,
  SNAPSHOT_FOOTER: 4,
  KRAFT_VERSION: 5,
  KRAFT_VOTERS: 6,
} as const;

/** What a control record says; 'UNKNOWN' is a type of a later Kafka, to be passed over. */
export type ControlRecordTypeName = keyof typeof ControlRecordType | 'UNKNOWN';

const TYPE_NAMES: readonly ControlRecordTypeName[] = Object.keys(
  ControlRecordType,
) as (keyof typeof ControlRecordType)[];

/** The version of control record keys and of transaction markers that Kafka writes. */
const VERSION = 0;
const KEY_BYTES = 4;
const END_TRANSACTION_MARKER_BYTES = 6;

/**
 * The type in the key of a control record: int16 version, int16 type. Later versions may be longer.
 * Raises `INVALID_RECORD` if the key is null or too short or the version negative.
 */
export function readControlRecordType(key: Buffer | null): ControlRecordTypeName {
  if (key === null || key.byteLength < KEY_BYTES) {
    throw new KafkaError('INVALID_RECORD', 'The key of a control record needs 4 bytes.');
  }
  const version = key.readInt16BE(0);
  if (version < 0) {
    throw new KafkaError('INVALID_RECORD', `A control record has version ${version}.`);
  }
  return TYPE_NAMES[key.readInt16BE(2)] ?? 'UNKNOWN';
}

/** The key of a control record: 4 bytes of new memory. */
export function controlRecordKey(type: keyof typeof ControlRecordType): Buffer {
  const key = Buffer.alloc(KEY_BYTES);
  key.writeInt16BE(VERSION, 0);
  key.writeInt16BE(ControlRecordType[type], 2);
  return key;
}

/**
 * What the first record of a batch says if it is a control batch, else `undefined`; a batch that
 * compaction has emptied has no first record. Raises what `RecordCursor` raises.
 */
export function controlTypeOf(batch: Buffer): ControlRecordTypeName | undefined {
  checkHeader(batch, 0);
  if (!isControl(attributesAt(batch, 0))) return undefined;
  const cursor = new RecordCursor(batch);
  return cursor.next() ? readControlRecordType(cursor.key) : undefined;
}

/** The value of a transaction marker: which coordinator wrote it. */
export interface EndTransactionMarker {
  readonly coordinatorEpoch: number;
}

/**
 * Reads the value of a control record of type ABORT or COMMIT: int16 version, int32 epoch. Raises
 * `INVALID_RECORD` if it is null or too short or the version negative.
 */
export function readEndTransactionMarker(value: Buffer | null): EndTransactionMarker {
  if (value === null || value.byteLength < END_TRANSACTION_MARKER_BYTES) {
    throw new KafkaError('INVALID_RECORD', 'The value of a transaction marker needs 6 bytes.');
  }
  const version = value.readInt16BE(0);
  if (version < 0) {
    throw new KafkaError('INVALID_RECORD', `A transaction marker has version ${version}.`);
  }
  return { coordinatorEpoch: value.readInt32BE(2) };
}

/** What a batch with a transaction marker is made of. */
export interface EndTransactionMarkerBatch {
  readonly type: 'ABORT' | 'COMMIT';
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
  readonly timestamp: Timestamp;
  /** The default is 0. */
  readonly baseOffset?: Offset;
  /** The default is -1. */
  readonly partitionLeaderEpoch?: number;
}

/** A control batch that ends a transaction, as Kafka writes it: new memory, 78 bytes. */
export function endTransactionMarkerBatch(marker: EndTransactionMarkerBatch): Buffer {
  const value = Buffer.alloc(END_TRANSACTION_MARKER_BYTES);
  value.writeInt16BE(VERSION, 0);
  value.writeInt32BE(marker.coordinatorEpoch, 2);
  const builder = new RecordBatchBuilder({
    baseOffset: marker.baseOffset ?? 0,
    partitionLeaderEpoch: marker.partitionLeaderEpoch ?? -1,
    producerId: marker.producerId,
    producerEpoch: marker.producerEpoch,
    isTransactional: true,
    isControl: true,
    bytesInitial: 128,
  });
  builder.append({ timestamp: marker.timestamp, key: controlRecordKey(marker.type), value });
  return builder.build();
}
