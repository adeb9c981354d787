import { isOutOfRangeInt64, KafkaError, type Timestamp } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  batchSizeAt,
  classifyRecords,
  CompressionType,
  compressionTypeOf,
  ErrorCode,
  errorByName,
  isControl,
  isCrcValid,
  lastOffsetDeltaAt,
  RecordCursor,
  recordsCountAt,
  timestampTypeOf,
} from '@odradek/protocol';

/** What the validation of produced records goes by. */
export interface LogValidatorOptions {
  /** The version of the Produce request: zstd needs 7. */
  readonly produceVersion: number;
  readonly now: Timestamp;
  /** `max.message.bytes` of the topic. */
  readonly messageMaxBytes: number;
  /** `message.timestamp.before.max.ms` */
  readonly timestampBeforeMaxMs: number;
  /** `message.timestamp.after.max.ms` */
  readonly timestampAfterMaxMs: number;
  /** `odradek.max.decompressed.batch.bytes` */
  readonly decompressedBytesMax: number;
}

/** A record that is the reason for which its batch was refused. */
export interface RecordError {
  readonly batchIndex: number;
  readonly batchIndexErrorMessage: string | null;
}

/** A batch that may be appended, or why not. */
export type ValidatedRecords =
  | { readonly type: 'accepted'; readonly batch: Buffer }
  | {
      readonly type: 'refused';
      readonly errorCode: number;
      readonly errorMessage: string;
      readonly recordErrors: readonly RecordError[];
    };

type Refused = Extract<ValidatedRecords, { readonly type: 'refused' }>;

const FIRST_VERSION_WITH_ZSTD = 7;

/**
 * Checks the records of a partition in a Produce request as Kafka does (`ProduceRequest`,
 * `UnifiedLog`, `LogValidator`): exactly one whole batch of magic 2, its size, checksum and header,
 * then each record. Compressed records are inflated for that, within their bound. Nothing is
 * changed.
 */
export function validateProducedRecords(
  records: Buffer | null,
  options: LogValidatorOptions,
): ValidatedRecords {
  if (records === null || records.byteLength === 0) {
    return refuse('INVALID_RECORD', 'The partition has no record batch; it needs exactly one.');
  }
  const refused =
    refuseFormat(records) ?? refuseBatch(records, options) ?? refuseRecords(records, options);
  return refused ?? { type: 'accepted', batch: records };
}

function refuse(name: string, errorMessage: string, recordErrors: RecordError[] = []): Refused {
  const errorCode = errorByName(name)?.code ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  return { type: 'refused', errorCode, errorMessage, recordErrors };
}

/** Whether the bytes are one whole batch of the format that can be produced. */
function refuseFormat(records: Buffer): Refused | undefined {
  const format = classifyRecords(records);
  if (format === 'legacy') {
    return refuse(
      'UNSUPPORTED_FOR_MESSAGE_FORMAT',
      'The records are of magic 0 or 1, which cannot be produced any more; use magic 2.',
    );
  }
  if (format !== 'v2') return refuse('CORRUPT_MESSAGE', 'The records are no whole record batch.');
  return batchSizeAt(records, 0) === records.byteLength
    ? undefined
    : refuse('INVALID_RECORD', 'The partition has more than one record batch; send one.');
}

/** Whether the header of the batch, and the batch as a whole, is what a producer may send. */
function refuseBatch(batch: Buffer, options: LogValidatorOptions): Refused | undefined {
  const { messageMaxBytes, produceVersion } = options;
  if (batch.byteLength > messageMaxBytes) {
    return refuse(
      'MESSAGE_TOO_LARGE',
      `The record batch has ${batch.byteLength} bytes, more than max.message.bytes, ` +
        `${messageMaxBytes}; send smaller batches or raise the setting.`,
    );
  }
  if (!isCrcValid(batch)) return refuse('CORRUPT_MESSAGE', 'The checksum of the batch is wrong.');
  const attributes = attributesAt(batch, 0);
  if (isControl(attributes)) {
    return refuse('INVALID_RECORD', 'Clients may not write control batches.');
  }
  if (timestampTypeOf(attributes) === 'LogAppendTime') {
    return refuse('INVALID_TIMESTAMP', 'Only a broker may mark a batch as LogAppendTime.');
  }
  if (baseOffsetAt(batch, 0) !== 0) {
    return refuse('INVALID_RECORD', `The base offset is ${baseOffsetAt(batch, 0)}; it must be 0.`);
  }
  const count = recordsCountAt(batch, 0);
  if (count <= 0 || count !== lastOffsetDeltaAt(batch, 0) + 1) {
    return refuse(
      'INVALID_RECORD',
      `The batch has ${count} records and a last offset delta of ${lastOffsetDeltaAt(batch, 0)}; ` +
        'the first must be one more than the second.',
    );
  }
  const isZstd = (attributes & 0x07) === CompressionType.ZSTD;
  return isZstd && produceVersion < FIRST_VERSION_WITH_ZSTD
    ? refuse('UNSUPPORTED_COMPRESSION_TYPE', 'zstd needs Produce version 7 or later.')
    : undefined;
}

/** Whether each record is whole, in its place, and of an acceptable time. */
function refuseRecords(batch: Buffer, options: LogValidatorOptions): Refused | undefined {
  const { decompressedBytesMax } = options;
  try {
    compressionTypeOf(attributesAt(batch, 0));
    const cursor = new RecordCursor(batch, { decompressedBytesMax });
    const recordErrors: RecordError[] = [];
    let index = 0;
    for (; cursor.next(); index++) {
      if (cursor.offsetDelta !== index) return misplaced(index, cursor.offsetDelta);
      const reason = invalidTimestamp(cursor.timestamp, options);
      if (reason !== undefined) {
        recordErrors.push({ batchIndex: index, batchIndexErrorMessage: reason });
      }
    }
    return recordErrors.length === 0
      ? undefined
      : refuse('INVALID_TIMESTAMP', 'Some records have an invalid timestamp.', recordErrors);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return refuse(error.code, error.message);
  }
}

function misplaced(index: number, offsetDelta: number): Refused {
  const reason = `Record ${index} has the offset delta ${offsetDelta}; it must be ${index}.`;
  const recordErrors = [{ batchIndex: index, batchIndexErrorMessage: reason }];
  return refuse('INVALID_RECORD', reason, recordErrors);
}

function invalidTimestamp(timestamp: Timestamp, options: LogValidatorOptions): string | undefined {
  const { now, timestampBeforeMaxMs, timestampAfterMaxMs } = options;
  if (timestamp === -1) return undefined;
  const isInvalid =
    isOutOfRangeInt64(timestamp) ||
    timestamp - now > timestampAfterMaxMs ||
    now - timestamp > timestampBeforeMaxMs;
  return isInvalid
    ? `Timestamp ${timestamp} is out of range; it must be from message.timestamp.before.max.ms ` +
        `(${timestampBeforeMaxMs}) before to message.timestamp.after.max.ms ` +
        `(${timestampAfterMaxMs}) after the broker's time, ${now}.`
    : undefined;
}
