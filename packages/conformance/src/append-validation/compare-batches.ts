import { isDeepStrictEqual } from 'node:util';

import {
  attributesAt,
  BASE_OFFSET_AT,
  compressionTypeOf,
  compressionName,
  computeCrc,
  crcAt,
  CRC_AT,
  decompress,
  MAX_TIMESTAMP_AT,
  PARTITION_LEADER_EPOCH_AT,
  readRecordBatchHeader,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

/** What was found of a batch as the two brokers have stored it. */
export type StoredComparison =
  | { readonly type: 'equal' }
  /** Other bytes of the same codec, which hold the same records: the two have other libraries. */
  | { readonly type: 'equal-inflated'; readonly codec: string }
  | { readonly type: 'different'; readonly how: string };

/** Of a batch that is stored on a topic of LogAppendTime each broker has its own time. */
export interface StoredOptions {
  readonly isStamped: boolean;
  /** Whether the broker has compressed the records itself. */
  readonly isBuiltAnew: boolean;
}

const DECOMPRESSED_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Compares what two brokers have stored of the same batch. Leader epochs are masked, and base offsets,
 * at which the batches were found as they had been acknowledged; on topics of LogAppendTime the time, for which the checksum is computed again. A checksum that is wrong on
 * either side is a difference.
 */
export function compareStored(
  kafka: Buffer,
  odradek: Buffer,
  options: StoredOptions,
): StoredComparison {
  for (const [name, batch] of Object.entries({ kafka, odradek })) {
    if (computeCrc(batch) !== crcAt(batch, 0)) {
      return { type: 'different', how: `the checksum on ${name} is wrong` };
    }
  }
  const left = masked(kafka, options);
  const right = masked(odradek, options);
  if (left.equals(right)) return { type: 'equal' };
  return options.isBuiltAnew ? compareInflated(left, right) : differentBytes(left, right);
}

function masked(batch: Buffer, { isStamped }: StoredOptions): Buffer {
  const bytes = Buffer.from(batch);
  bytes.writeBigInt64BE(0n, BASE_OFFSET_AT);
  bytes.writeInt32BE(0, PARTITION_LEADER_EPOCH_AT);
  if (isStamped) {
    bytes.writeBigInt64BE(0n, MAX_TIMESTAMP_AT);
    bytes.writeUInt32BE(computeCrc(bytes), CRC_AT);
  }
  return bytes;
}

function compareInflated(kafka: Buffer, odradek: Buffer): StoredComparison {
  const header = (batch: Buffer): unknown => ({
    ...readRecordBatchHeader(batch),
    batchLength: 0,
    crc: 0,
  });
  if (!isDeepStrictEqual(header(kafka), header(odradek))) return differentBytes(kafka, odradek);
  const codec = compressionTypeOf(attributesAt(kafka, 0));
  const records = (batch: Buffer): Buffer =>
    decompress(codec, batch.subarray(RECORD_BATCH_OVERHEAD), { bytesMax: DECOMPRESSED_BYTES_MAX });
  if (!records(kafka).equals(records(odradek))) return differentBytes(kafka, odradek);
  return { type: 'equal-inflated', codec: compressionName(codec) };
}

function differentBytes(kafka: Buffer, odradek: Buffer): StoredComparison {
  const at = kafka.findIndex((byte, index) => byte !== odradek[index]);
  const how =
    `${kafka.byteLength} bytes on Kafka, ${odradek.byteLength} on Odradek, the first difference at ` +
    `${at}: ${kafka.subarray(at, at + 24).toString('hex')} and ` +
    odradek.subarray(at, at + 24).toString('hex');
  return { type: 'different', how };
}
