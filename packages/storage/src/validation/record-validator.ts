import { isOutOfRangeInt64, type Timestamp } from '@odradek/base';
import { ErrorCode, NO_TIMESTAMP, RecordCursor } from '@odradek/protocol';

import { orRefusal } from './refusal.ts';
import { type RecordError, refuse, type RefusedRecords } from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

/** How many records are told about; a client takes the others of the batch to be refused with them. */
const RECORD_ERRORS_MAX = 1000;

/** What the records of a batch have shown. */
export interface CheckedRecords {
  readonly type: 'checked';
  /** The greatest timestamp that a producer gave, -1 if there is none. */
  readonly maxTimestamp: Timestamp;
}

/**
 * Walks the records of a whole batch, inflated if it is compressed: each must be readable, have the
 * next offset, a key where the topic is compacted, and a timestamp within the topic's bounds.
 */
export function validateRecords(
  batch: Buffer,
  options: LogValidatorOptions,
): CheckedRecords | RefusedRecords {
  return orRefusal(() => walk(batch, options));
}

function walk(batch: Buffer, options: LogValidatorOptions): CheckedRecords | RefusedRecords {
  const { decompressedBytesMax, isCompacted = false } = options;
  const cursor = new RecordCursor(batch, { decompressedBytesMax });
  const errors = new RecordErrors();
  let maxTimestamp = NO_TIMESTAMP;
  for (let index = 0; cursor.next(); index++) {
    if (cursor.offsetDelta !== index) {
      return refuseOffsetDelta(index, cursor.offsetDelta);
    }
    const { timestamp } = cursor;
    if (timestamp > maxTimestamp) maxTimestamp = timestamp;
    if (isCompacted && cursor.keyBytes < 0) errors.addMissingKey(index);
    else if (!isTimestampAllowed(timestamp, options)) {
      errors.addTimestamp(index, timestamp, options);
    }
  }
  return errors.refusal() ?? { type: 'checked', maxTimestamp };
}

function refuseOffsetDelta(index: number, offsetDelta: number): RefusedRecords {
  const reason = `Record ${index} has the offset delta ${offsetDelta}; it must be ${index}.`;
  const recordErrors = [{ batchIndex: index, batchIndexErrorMessage: reason }];
  return refuse(ErrorCode.INVALID_RECORD, reason, recordErrors);
}

function isTimestampAllowed(timestamp: Timestamp, options: LogValidatorOptions): boolean {
  if (options.timestampType === 'LogAppendTime' || timestamp === NO_TIMESTAMP) return true;
  if (isOutOfRangeInt64(timestamp)) return false;
  const { now, timestampAfterMaxMs, timestampBeforeMaxMs } = options;
  return timestamp > now
    ? timestamp - now <= timestampAfterMaxMs
    : now - timestamp <= timestampBeforeMaxMs;
}

/** What is wrong with the records of one batch. */
class RecordErrors {
  private readonly errors: RecordError[] = [];
  private count = 0;
  private hasTimestamp = false;

  addMissingKey(batchIndex: number): void {
    this.add(batchIndex, 'A compacted topic takes no record without a key.');
  }

  addTimestamp(
    batchIndex: number,
    timestamp: Timestamp,
    { now, timestampBeforeMaxMs, timestampAfterMaxMs }: LogValidatorOptions,
  ): void {
    this.hasTimestamp = true;
    this.add(
      batchIndex,
      `Timestamp ${timestamp} is out of range; it must be from message.timestamp.before.max.ms ` +
        `(${timestampBeforeMaxMs}) before to message.timestamp.after.max.ms ` +
        `(${timestampAfterMaxMs}) after the broker's time, ${now}.`,
    );
  }

  private add(batchIndex: number, batchIndexErrorMessage: string): void {
    this.count++;
    if (this.count <= RECORD_ERRORS_MAX) this.errors.push({ batchIndex, batchIndexErrorMessage });
  }

  refusal(): RefusedRecords | undefined {
    const first = this.errors[0];
    if (first === undefined) return undefined;
    return refuse(
      this.hasTimestamp ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.INVALID_RECORD,
      `${this.count} of the records cannot be taken, and so none of the batch; the first is ` +
        `record ${first.batchIndex}: ${first.batchIndexErrorMessage}`,
      this.errors,
    );
  }
}
