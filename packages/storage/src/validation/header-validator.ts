import {
  attributesAt,
  ErrorCode,
  maxTimestampAt,
  NO_TIMESTAMP,
  timestampTypeOf,
} from '@odradek/protocol';

import type { CheckedRecords } from './record-validator.ts';
import { describeTimestampBounds, isWithinBounds } from './timestamp-bounds.ts';
import { refuse, type RefusedRecords } from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

/**
 * Whether nothing of a compressed batch is looked at but its header: the operator has said so, and no
 * record has to be seen to have a key.
 */
export function isHeaderEnough({
  level,
  isCompacted = false,
}: Pick<LogValidatorOptions, 'level' | 'isCompacted'>): boolean {
  return level === 'header' && !isCompacted;
}

/**
 * What `validateRecords` finds if it believes the header: the greatest timestamp is the one that
 * stands there. Records are not looked at, so that none of them is named where the batch is refused.
 */
export function validateHeader(
  batch: Buffer,
  options: LogValidatorOptions,
): CheckedRecords | RefusedRecords {
  const maxTimestamp = maxTimestampAt(batch, 0);
  const isStampedByProducer = timestampTypeOf(attributesAt(batch, 0)) === 'LogAppendTime';
  const isBounded = options.timestampType !== 'LogAppendTime' && maxTimestamp !== NO_TIMESTAMP;
  if (isBounded && !isWithinBounds(maxTimestamp, options)) {
    return refuse(
      ErrorCode.INVALID_TIMESTAMP,
      `The greatest timestamp of the batch is ${maxTimestamp}, and out of range; ` +
        describeTimestampBounds(options),
    );
  }
  if (!isBounded && isStampedByProducer) {
    return refuse(
      ErrorCode.INVALID_TIMESTAMP,
      'The batch is flagged as LogAppendTime, which only the broker may do.',
    );
  }
  return { type: 'checked', maxTimestamp, reading: 'skipping', inflated: undefined };
}
