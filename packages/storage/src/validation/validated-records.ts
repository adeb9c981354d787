import type { Timestamp } from '@odradek/base';
import { type CompressionType, ErrorCode } from '@odradek/protocol';

/** A batch that may be appended, and what its header says. */
export interface AcceptedRecords {
  readonly type: 'accepted';
  /**
   * What to append: the records that were given, without what followed the batch; new memory if the
   * topic wants another codec.
   */
  readonly batch: Buffer;
  readonly recordsCount: number;
  /** The greatest timestamp of the records as they are stored, -1 if they have none. */
  readonly maxTimestamp: Timestamp;
  /** What the broker stamped the records with, -1 if they keep their own timestamps. */
  readonly logAppendTime: Timestamp;
  readonly compressionType: CompressionType;
  /** -1 if the producer is not idempotent. */
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
}

/** A record that is the reason for which its batch was refused. */
export interface RecordError {
  /** The position of the record in its batch, from 0. */
  readonly batchIndex: number;
  readonly batchIndexErrorMessage: string | null;
}

/** Why nothing of the batch may be appended, as the Produce response says it. */
export interface RefusedRecords {
  readonly type: 'refused';
  /** Of Kafka's table. */
  readonly errorCode: number;
  readonly errorMessage: string;
  readonly recordErrors: readonly RecordError[];
  /**
   * Whether the response tells where the log begins: Kafka does for what its log has refused, but
   * neither for what it refuses before, nor for corrupt batches and those that are too large.
   */
  readonly hasLogStartOffset: boolean;
}

/** A batch that may be appended, or why not. */
export type ValidatedRecords = AcceptedRecords | RefusedRecords;

/** What checks of a batch have found that may be appended; it was not changed. */
export interface CheckedBatch {
  readonly type: 'checked';
  /** How long the batch is; what follows it in the records is left out. */
  readonly batchBytes: number;
  /** The greatest timestamp that a producer gave, -1 if there is none. */
  readonly maxTimestamp: Timestamp;
  /** The batch in new memory, if the topic wants another codec. */
  readonly rebuilt: Buffer | undefined;
}

/**
 * What was not checked, because more had to be inflated for it than
 * `LogValidatorOptions.inflatedBytesHere`.
 */
export interface UncheckedBatch {
  readonly type: 'unchecked';
}

/** What became of the checks of a batch. */
export type CheckResult = CheckedBatch | RefusedRecords | UncheckedBatch;

/** Codes with which Kafka's log answers without saying where it begins. */
const CODES_WITHOUT_LOG_START: ReadonlySet<number> = new Set([
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.RECORD_LIST_TOO_LARGE,
]);

/** The refusal of a batch by the log. */
export function refuse(
  errorCode: number,
  errorMessage: string,
  recordErrors: readonly RecordError[] = [],
): RefusedRecords {
  const hasLogStartOffset = !CODES_WITHOUT_LOG_START.has(errorCode);
  return { type: 'refused', errorCode, errorMessage, recordErrors, hasLogStartOffset };
}

/** The refusal of what a request brings before the log is asked. */
export function refuseRequestRecords(errorCode: number, errorMessage: string): RefusedRecords {
  return { ...refuse(errorCode, errorMessage), hasLogStartOffset: false };
}
