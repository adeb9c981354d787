import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  batchSizeAt,
  COMPRESSION_NAMES,
  CompressionType,
  computeCrc,
  CORRUPT_BATCH,
  crcAt,
  ErrorCode,
  hasProducerIdAt,
  isControl,
  isTransactional,
  lastOffsetDeltaAt,
  magicAt,
  NO_BATCH,
  NO_TIMESTAMP,
  producerEpochAt,
  producerIdAt,
  RECORD_BATCH_MAGIC,
  recordsCountAt,
  setMaxTimestamp,
  timestampTypeOf,
} from '@odradek/protocol';

import { recompress } from './recompression.ts';
import { validateRecords } from './record-validator.ts';
import { orRefusal } from './refusal.ts';
import {
  type AcceptedRecords,
  refuse,
  type RefusedRecords,
  type ValidatedRecords,
} from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

/** From this version on a Produce request may carry zstd. */
const ZSTD_VERSION_MIN = 7;
const COMPRESSION_MASK = 0x07;
const SEGMENT_BYTES_DEFAULT = 1024 * 1024 * 1024;

/**
 * Makes the checks that Kafka 4.3 makes of the records of a partition in a Produce request
 * (`ProduceRequest.validateRecords`, `UnifiedLog`, `LogValidator`), in its order. Never throws.
 *
 * An accepted batch is changed in place, as Kafka does: on a topic of `LogAppendTime` it is stamped
 * with `now`, else its header gets the greatest timestamp of its records, should it not have it. It
 * is built anew only if the topic wants another codec; then its new size must be allowed too.
 *
 * Where Kafka answers `UNKNOWN_SERVER_ERROR`, for codecs that there are not and for what cannot be
 * inflated, this answers `UNSUPPORTED_COMPRESSION_TYPE` and `INVALID_RECORD`. It is stricter in two
 * things that no client does: offset deltas must count up also where nothing is compressed, and a
 * batch flagged as `LogAppendTime` is refused on every topic.
 */
export function validateProducedRecords(
  records: Buffer | null,
  options: LogValidatorOptions,
): ValidatedRecords {
  if (records === null) return refuse(ErrorCode.INVALID_RECORD, 'The records are null.');
  const size = batchSizeAt(records, 0);
  const refused = refuseFraming(records, size, options.produceVersion);
  if (refused !== undefined) return refused;
  const batch = size === records.byteLength ? records : records.subarray(0, size);
  return refuseHeader(batch, options) ?? validateBatch(batch, options);
}

/** There is exactly one batch, and this version may carry it. */
function refuseFraming(
  records: Buffer,
  size: number,
  produceVersion: number,
): RefusedRecords | undefined {
  if (size === CORRUPT_BATCH) {
    return refuse(ErrorCode.CORRUPT_MESSAGE, 'What the records begin with is no record batch.');
  }
  if (size === NO_BATCH) {
    const bytes = records.byteLength;
    return refuse(ErrorCode.INVALID_RECORD, `The ${bytes} bytes hold no whole record batch.`);
  }
  const magic = magicAt(records, 0);
  if (magic !== RECORD_BATCH_MAGIC) {
    return refuse(
      ErrorCode.INVALID_RECORD,
      `The record batch has magic ${magic}; only magic 2 can be produced.`,
    );
  }
  const codec = codecOf(attributesAt(records, 0));
  if (codec === CompressionType.ZSTD && produceVersion < ZSTD_VERSION_MIN) {
    return refuse(
      ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
      `Produce version ${produceVersion} does not allow zstd; ${ZSTD_VERSION_MIN} and later do.`,
    );
  }
  const next = batchSizeAt(records, size);
  if (next === CORRUPT_BATCH) {
    return refuse(ErrorCode.CORRUPT_MESSAGE, 'What follows the record batch is none.');
  }
  if (next === NO_BATCH) return undefined;
  return refuse(ErrorCode.INVALID_RECORD, 'A partition takes one record batch at a time.');
}

/** The bytes are what the producer sent, and it sent what a producer may send. */
function refuseHeader(batch: Buffer, options: LogValidatorOptions): RefusedRecords | undefined {
  const baseOffset = baseOffsetAt(batch, 0);
  if (baseOffset !== 0) {
    return refuse(ErrorCode.INVALID_RECORD, `The base offset is ${baseOffset}; it must be 0.`);
  }
  const tooLarge = refuseSize(batch, options);
  if (tooLarge !== undefined) return tooLarge;
  const crc = computeCrc(batch);
  const stored = crcAt(batch, 0);
  if (crc !== stored) {
    return refuse(
      ErrorCode.CORRUPT_MESSAGE,
      `The checksum of the record batch is ${crc}, it says ${stored}.`,
    );
  }
  return refuseCounts(batch) ?? refuseAttributes(batch);
}

function refuseSize(
  batch: Buffer,
  { messageMaxBytes }: LogValidatorOptions,
): RefusedRecords | undefined {
  if (batch.byteLength <= messageMaxBytes) return undefined;
  return refuse(
    ErrorCode.MESSAGE_TOO_LARGE,
    `The record batch has ${batch.byteLength} bytes, more than max.message.bytes = ` +
      `${messageMaxBytes}.`,
  );
}

function refuseCounts(batch: Buffer): RefusedRecords | undefined {
  const recordsCount = recordsCountAt(batch, 0);
  const offsetsCount = lastOffsetDeltaAt(batch, 0) + 1;
  if (recordsCount > 0 && recordsCount === offsetsCount) return undefined;
  return refuse(
    ErrorCode.INVALID_RECORD,
    `The record batch says that it has ${recordsCount} records and ${offsetsCount} offsets; both ` +
      'must be the same and more than 0.',
  );
}

function refuseAttributes(batch: Buffer): RefusedRecords | undefined {
  const attributes = attributesAt(batch, 0);
  if (isControl(attributes)) {
    return refuse(ErrorCode.INVALID_RECORD, 'A client may not write control records.');
  }
  if (hasProducerIdAt(batch, 0) && baseSequenceAt(batch, 0) < 0) {
    return refuse(
      ErrorCode.INVALID_RECORD,
      `A batch with a producer id has base sequence ${baseSequenceAt(batch, 0)}.`,
    );
  }
  const codec = codecOf(attributes);
  if (COMPRESSION_NAMES[codec] === undefined) {
    return refuse(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, `There is no codec with id ${codec}.`);
  }
  if (timestampTypeOf(attributes) === 'CreateTime') return undefined;
  return refuse(
    ErrorCode.INVALID_TIMESTAMP,
    'The record batch is flagged as LogAppendTime, which only the broker may do.',
  );
}

/** The records are what the topic takes. */
function validateBatch(batch: Buffer, options: LogValidatorOptions): ValidatedRecords {
  const checked = validateRecords(batch, options);
  if (checked.type === 'refused') return checked;
  const stored = inCodecOfTopic(batch, options);
  if (!Buffer.isBuffer(stored)) return stored;
  const { now, timestampType = 'CreateTime', segmentBytes = SEGMENT_BYTES_DEFAULT } = options;
  if (stored.byteLength > segmentBytes) {
    return refuse(
      ErrorCode.RECORD_LIST_TOO_LARGE,
      `The record batch has ${stored.byteLength} bytes, more than segment.bytes = ` +
        `${segmentBytes}.`,
    );
  }
  const isStamped = timestampType === 'LogAppendTime';
  const maxTimestamp = isStamped ? now : checked.maxTimestamp;
  setMaxTimestamp(stored, 0, timestampType, maxTimestamp);
  return {
    type: 'accepted',
    batch: stored,
    maxTimestamp,
    logAppendTime: isStamped ? now : NO_TIMESTAMP,
    ...whatHeaderSays(stored),
  };
}

/** The batch as it is, or in the codec that the topic wants if that is another one. */
function inCodecOfTopic(batch: Buffer, options: LogValidatorOptions): Buffer | RefusedRecords {
  const { compressionType } = options;
  const isWanted =
    compressionType === undefined || codecOf(attributesAt(batch, 0)) === compressionType;
  if (isWanted) return batch;
  const stored = orRefusal(() => recompress(batch, compressionType, options));
  return Buffer.isBuffer(stored) ? (refuseSize(stored, options) ?? stored) : stored;
}

function whatHeaderSays(batch: Buffer): HeaderFields {
  const attributes = attributesAt(batch, 0);
  return {
    recordsCount: recordsCountAt(batch, 0),
    compressionType: codecOf(attributes) as CompressionType,
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    isTransactional: isTransactional(attributes),
  };
}

type HeaderFields = Omit<AcceptedRecords, 'type' | 'batch' | 'maxTimestamp' | 'logAppendTime'>;

function codecOf(attributes: number): number {
  return attributes & COMPRESSION_MASK;
}
