import { isOutOfRangeInt64, type Timestamp } from '@odradek/base';

import type { LogValidatorOptions } from './validation-options.ts';

/** What timestamps are held against. */
type TimestampBounds = Pick<
  LogValidatorOptions,
  'now' | 'timestampBeforeMaxMs' | 'timestampAfterMaxMs'
>;

/** Whether a timestamp is one that a topic of `CreateTime` takes. */
export function isWithinBounds(
  timestamp: Timestamp,
  { now, timestampAfterMaxMs, timestampBeforeMaxMs }: TimestampBounds,
): boolean {
  if (isOutOfRangeInt64(timestamp)) return false;
  return timestamp > now
    ? timestamp - now <= timestampAfterMaxMs
    : now - timestamp <= timestampBeforeMaxMs;
}

/** Says what the bounds are: the end of a sentence. */
export function describeTimestampBounds({
  now,
  timestampAfterMaxMs,
  timestampBeforeMaxMs,
}: TimestampBounds): string {
  return (
    `it must be from message.timestamp.before.max.ms (${timestampBeforeMaxMs}) before to ` +
    `message.timestamp.after.max.ms (${timestampAfterMaxMs}) after the broker's time, ${now}.`
  );
}
