import {
  attributesAt,
  batchSizeAt,
  COMPRESSION_NAMES,
  CompressionType,
  CORRUPT_BATCH,
  ErrorCode,
  isTransactional,
  LOG_OVERHEAD,
  magicAt,
  NO_BATCH,
  PRODUCER_EPOCH_AT,
  RECORD_BATCH_MAGIC,
  sizeInBytesAt,
} from '@odradek/protocol';

import { type RefusedRecords, refuseRequestRecords } from './validated-records.ts';

/** From this version on a Produce request may carry zstd. */
const ZSTD_VERSION_MIN = 7;
const COMPRESSION_MASK = 0x07;
const INT32_MAX = 0x7fffffff;
/** What Kafka takes for a batch at the least: 14 bytes behind the length. */
const SHORTEST_BATCH_BYTES = 26;

/**
 * The checks of `ProduceRequest.validateRecords` in its order: there is exactly one batch, and this
 * version of the request may carry it. Answers the batch, without the beginning of another one that
 * may follow it.
 */
export function oneBatchOf(
  records: Buffer | null,
  produceVersion: number,
): Buffer | RefusedRecords {
  if (records === null) {
    return refuseRequestRecords(ErrorCode.INVALID_RECORD, 'The records are null.');
  }
  const size = batchSizeAt(records, 0);
  return (
    refuseFirst(records, size) ??
    refuseCodec(records, produceVersion) ??
    refuseNext(records, size) ??
    (size === records.byteLength ? records : records.subarray(0, size))
  );
}

/**
 * Whether the batch that the records of a partition begin with belongs to a transaction
 * (`RequestUtils.hasTransactionalRecords`); `false` if they begin with none.
 */
export function hasTransactionalRecords(records: Buffer): boolean {
  return (
    batchSizeAt(records, 0) > 0 &&
    magicAt(records, 0) === RECORD_BATCH_MAGIC &&
    isTransactional(attributesAt(records, 0))
  );
}

function refuseFirst(records: Buffer, size: number): RefusedRecords | undefined {
  if (size === CORRUPT_BATCH) return refuseCorrupt(records);
  if (size === NO_BATCH) return refuseNoBatch(records);
  const magic = magicAt(records, 0);
  if (magic === RECORD_BATCH_MAGIC) return undefined;
  return refuseRequestRecords(
    ErrorCode.INVALID_RECORD,
    `The record batch has magic ${magic}; only magic 2 can be produced.`,
  );
}

/**
 * A batch of magic 2 that ends within its header is one for Kafka, until it has looked for what
 * follows it and reads a field that is not there.
 */
function refuseCorrupt(records: Buffer): RefusedRecords {
  const size = sizeInBytesAt(records, 0);
  const isShort = size >= SHORTEST_BATCH_BYTES && magicAt(records, 0) === RECORD_BATCH_MAGIC;
  const next = isShort ? refuseNext(records, size) : undefined;
  if (next !== undefined) return next;
  if (isShort && size < PRODUCER_EPOCH_AT) {
    return refuseRequestRecords(
      ErrorCode.UNKNOWN_SERVER_ERROR,
      `The record batch says that it has ${size} bytes, which end before its producer id does.`,
    );
  }
  return refuseRequestRecords(
    ErrorCode.CORRUPT_MESSAGE,
    'What the records begin with is no record batch.',
  );
}

/** Whether what stands there says that it is a batch of more bytes than an int32 can count. */
function isBeyondInt32(records: Buffer, position: number): boolean {
  if (records.byteLength - position < LOG_OVERHEAD) return false;
  return sizeInBytesAt(records, position) > INT32_MAX;
}

function refuseNoBatch(records: Buffer): RefusedRecords {
  const bytes = records.byteLength;
  if (bytes > LOG_OVERHEAD && isBeyondInt32(records, 0)) {
    // In Kafka the length wraps around.
    return refuseRequestRecords(
      ErrorCode.UNKNOWN_SERVER_ERROR,
      `The record batch says that it has ${sizeInBytesAt(records, 0)} bytes; none can.`,
    );
  }
  return refuseRequestRecords(
    ErrorCode.INVALID_RECORD,
    `The ${bytes} bytes hold no whole record batch.`,
  );
}

function refuseCodec(records: Buffer, produceVersion: number): RefusedRecords | undefined {
  if (produceVersion >= ZSTD_VERSION_MIN) return undefined;
  const codec = attributesAt(records, 0) & COMPRESSION_MASK;
  if (COMPRESSION_NAMES[codec] === undefined) {
    return refuseRequestRecords(
      ErrorCode.UNKNOWN_SERVER_ERROR,
      `There is no codec with id ${codec}.`,
    );
  }
  if (codec !== CompressionType.ZSTD) return undefined;
  return refuseRequestRecords(
    ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
    `Produce version ${produceVersion} does not allow zstd; ${ZSTD_VERSION_MIN} and later do.`,
  );
}

function refuseNext(records: Buffer, size: number): RefusedRecords | undefined {
  const next = batchSizeAt(records, size);
  if (next === CORRUPT_BATCH) {
    return refuseRequestRecords(
      ErrorCode.CORRUPT_MESSAGE,
      'What follows the record batch is none.',
    );
  }
  if (next !== NO_BATCH) {
    return refuseRequestRecords(
      ErrorCode.INVALID_RECORD,
      'A partition takes one record batch at a time.',
    );
  }
  if (!isBeyondInt32(records, size)) return undefined;
  return refuseRequestRecords(
    ErrorCode.UNKNOWN_SERVER_ERROR,
    'What follows the record batch says that it has more bytes than any can have.',
  );
}
