import { assert } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  COMPRESSION_NAMES,
  CompressionType,
  computeCrc,
  crcAt,
  ErrorCode,
  hasProducerIdAt,
  isControl,
  isTransactional,
  lastOffsetDeltaAt,
  NO_PRODUCER_EPOCH,
  NO_TIMESTAMP,
  producerEpochAt,
  producerIdAt,
  recordsCountAt,
  setMaxTimestamp,
} from '@odradek/protocol';

import { recompress } from './recompression.ts';
import { type CheckedRecords, type CodecPlan, validateRecords } from './record-validator.ts';
import { orRefusal } from './refusal.ts';
import { oneBatchOf } from './request-records.ts';
import {
  type AcceptedRecords,
  type CheckedBatch,
  type CheckResult,
  refuse,
  type RefusedRecords,
  type ValidatedRecords,
} from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

const COMPRESSION_MASK = 0x07;
const SEGMENT_BYTES_DEFAULT = 1024 * 1024 * 1024;

/**
 * Makes the checks that Kafka 4.3 makes of the records of a partition in a Produce request
 * (`ProduceRequest.validateRecords`, `UnifiedLog`, `LogValidator`), in its order and with its error
 * codes. Never throws. docs/append-validation.md lists them, and what is different.
 *
 * An accepted batch is changed in place, as Kafka does: on a topic of `LogAppendTime` it is stamped
 * with `now`, else its header gets the greatest timestamp of its records, should it not have it. It
 * is built anew only if the topic wants another codec; then its new size must be allowed too.
 */
export function validateProducedRecords(
  records: Buffer | null,
  options: LogValidatorOptions,
): ValidatedRecords {
  const checked = checkProducedRecords(records, options);
  if (checked.type === 'refused') return checked;
  assert(checked.type === 'checked' && records !== null, 'no batch is left to others unasked');
  return acceptCheckedRecords(records, checked, options);
}

/**
 * The checks of `validateProducedRecords`, which leave the records as they are: what is accepted then
 * waits for `acceptCheckedRecords`. Since it touches nothing else, it may run in another thread.
 */
export function checkProducedRecords(
  records: Buffer | null,
  options: LogValidatorOptions,
): CheckResult {
  const batch = oneBatchOf(records, options.produceVersion);
  if (!Buffer.isBuffer(batch)) return batch;
  return refuseHeader(batch, options) ?? checkBatch(batch, options);
}

/**
 * Makes records that were checked what is to be appended, in place if the batch was not built anew.
 * For `LogAppendTime` this is the time of the append: whoever appends first has the earlier one.
 */
export function acceptCheckedRecords(
  records: Buffer,
  { batchBytes, rebuilt, maxTimestamp: greatest }: CheckedBatch,
  { now, timestampType = 'CreateTime' }: Pick<LogValidatorOptions, 'now' | 'timestampType'>,
): AcceptedRecords {
  const batch = rebuilt ?? wholeOrBeginning(records, batchBytes);
  const isStamped = timestampType === 'LogAppendTime';
  const maxTimestamp = isStamped ? now : greatest;
  setMaxTimestamp(batch, 0, timestampType, maxTimestamp);
  return {
    type: 'accepted',
    batch,
    maxTimestamp,
    logAppendTime: isStamped ? now : NO_TIMESTAMP,
    ...whatHeaderSays(batch),
  };
}

function wholeOrBeginning(records: Buffer, bytes: number): Buffer {
  return bytes === records.byteLength ? records : records.subarray(0, bytes);
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
  return refuseCodec(batch) ?? refuseCounts(batch) ?? refuseProducer(batch);
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

function refuseCodec(batch: Buffer): RefusedRecords | undefined {
  const codec = codecOf(batch);
  if (COMPRESSION_NAMES[codec] !== undefined) return undefined;
  return refuse(ErrorCode.UNKNOWN_SERVER_ERROR, `There is no codec with id ${codec}.`);
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

function refuseProducer(batch: Buffer): RefusedRecords | undefined {
  if (isControl(attributesAt(batch, 0))) {
    return refuse(ErrorCode.INVALID_RECORD, 'A client may not write control records.');
  }
  if (!hasProducerIdAt(batch, 0) || baseSequenceAt(batch, 0) >= 0) return undefined;
  return refuse(
    ErrorCode.INVALID_RECORD,
    `A batch with a producer id has base sequence ${baseSequenceAt(batch, 0)}.`,
  );
}

/** The records are what the topic takes. */
function checkBatch(batch: Buffer, options: LogValidatorOptions): CheckResult {
  const source = codecOf(batch) as CompressionType;
  const plan: CodecPlan = { source, target: options.compressionType ?? source };
  const checked = validateRecords(batch, plan, options);
  if (checked.type !== 'checked') return checked;
  const stored = inCodecOfTopic(batch, checked, plan, options);
  if (!Buffer.isBuffer(stored)) return stored;
  return (
    refuseStored(stored, options) ?? {
      type: 'checked',
      batchBytes: batch.byteLength,
      maxTimestamp: checked.maxTimestamp,
      rebuilt: stored === batch ? undefined : stored,
    }
  );
}

/** The batch as it is, or in the codec that the topic wants if that is another one. */
function inCodecOfTopic(
  batch: Buffer,
  checked: CheckedRecords,
  { source, target }: CodecPlan,
  options: LogValidatorOptions,
): Buffer | RefusedRecords {
  if (source === target) return batch;
  const { compressionLevel, request } = options;
  if (request !== undefined && target !== CompressionType.NONE) {
    request.workBytes += checked.inflated?.byteLength ?? batch.byteLength;
  }
  const level = compressionLevel === undefined ? {} : { compressionLevel };
  const stored = orRefusal(() => recompress(batch, checked, { compression: target, ...level }));
  return Buffer.isBuffer(stored) ? (refuseSize(stored, options) ?? stored) : stored;
}

function refuseStored(
  stored: Buffer,
  { segmentBytes = SEGMENT_BYTES_DEFAULT }: LogValidatorOptions,
): RefusedRecords | undefined {
  if (stored.byteLength > segmentBytes) {
    return refuse(
      ErrorCode.RECORD_LIST_TOO_LARGE,
      `The record batch has ${stored.byteLength} bytes, more than segment.bytes = ` +
        `${segmentBytes}.`,
    );
  }
  const producerEpoch = producerEpochAt(stored, 0);
  if (!hasProducerIdAt(stored, 0) || producerEpoch >= NO_PRODUCER_EPOCH) return undefined;
  return refuse(
    ErrorCode.INVALID_PRODUCER_EPOCH,
    `A batch with a producer id has producer epoch ${producerEpoch}.`,
  );
}

function whatHeaderSays(batch: Buffer): HeaderFields {
  return {
    recordsCount: recordsCountAt(batch, 0),
    compressionType: codecOf(batch) as CompressionType,
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    isTransactional: isTransactional(attributesAt(batch, 0)),
  };
}

type HeaderFields = Omit<AcceptedRecords, 'type' | 'batch' | 'maxTimestamp' | 'logAppendTime'>;

function codecOf(batch: Buffer): number {
  return attributesAt(batch, 0) & COMPRESSION_MASK;
}
