import {
  compress,
  type CompressionType,
  computeCrc,
  CRC_AT,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

const LOG_OVERHEAD = 12;
const BATCH_LENGTH_AT = 8;

/** The fields of a batch of magic 2 as they are to stand there, right or wrong. */
export interface ForgedBatch {
  readonly baseOffset?: bigint;
  /** What the batch says of its length; the default is the truth. */
  readonly batchLength?: number;
  readonly partitionLeaderEpoch?: number;
  readonly magic?: number;
  /** The default is the right one. */
  readonly crc?: number;
  /** All but the codec. */
  readonly flags?: number;
  /** The codec that the attributes tell and, unless `stored` is given, that the records are in. */
  readonly codec?: CompressionType;
  /** The default is one less than the records. */
  readonly lastOffsetDelta?: number;
  readonly baseTimestamp: bigint | number;
  readonly maxTimestamp: bigint | number;
  readonly producerId?: bigint;
  readonly producerEpoch?: number;
  readonly baseSequence?: number;
  /** The default is how many records there are. */
  readonly recordsCount?: number;
  readonly records: readonly Buffer[];
  /** What stands in place of the records, as it is. */
  readonly stored?: Buffer;
}

/** A batch as bytes. */
export function forgeBatch(batch: ForgedBatch): Buffer {
  const { codec = 0, records } = batch;
  const stored = batch.stored ?? compress(codec, Buffer.concat(records));
  const header = Buffer.alloc(RECORD_BATCH_OVERHEAD);
  header.writeBigInt64BE(batch.baseOffset ?? 0n, 0);
  header.writeInt32BE(RECORD_BATCH_OVERHEAD + stored.byteLength - LOG_OVERHEAD, BATCH_LENGTH_AT);
  header.writeInt32BE(batch.partitionLeaderEpoch ?? -1, 12);
  header.writeInt8(batch.magic ?? 2, 16);
  header.writeUInt16BE(((batch.flags ?? 0) | codec) & 0xffff, 21);
  header.writeInt32BE(batch.lastOffsetDelta ?? records.length - 1, 23);
  header.writeBigInt64BE(BigInt(batch.baseTimestamp), 27);
  header.writeBigInt64BE(BigInt(batch.maxTimestamp), 35);
  header.writeBigInt64BE(batch.producerId ?? -1n, 43);
  header.writeInt16BE(batch.producerEpoch ?? -1, 51);
  header.writeInt32BE(batch.baseSequence ?? -1, 53);
  header.writeInt32BE(batch.recordsCount ?? records.length, 57);
  const bytes = Buffer.concat([header, stored]);
  bytes.writeUInt32BE(batch.crc ?? computeCrc(bytes), CRC_AT);
  if (batch.batchLength !== undefined) bytes.writeInt32BE(batch.batchLength, BATCH_LENGTH_AT);
  return bytes;
}

/** Gives a whole batch that was changed the right checksum again. */
export function withRightCrc(bytes: Buffer): Buffer {
  bytes.writeUInt32BE(computeCrc(bytes), CRC_AT);
  return bytes;
}
