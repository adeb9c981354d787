import type { Timestamp } from '@odradek/base';

const EPOCH_MS = /^\d+$/;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const HAS_ZONE = /T.*(Z|[+-]\d\d:?\d\d)$/;

/** The forms that `dateMs` reads, for messages. */
export const DATE_FORMS: string =
  'a date such as 2026-11-21 or 2026-11-21T09:30:00Z (UTC unless it has a zone), ' +
  'milliseconds since 1970';

/**
 * The time of a date in one of `DATE_FORMS`; undefined if it is none, or before 1970. Kafka's tools
 * take a date without a zone as UTC, too.
 */
export function dateMs(text: string): Timestamp | undefined {
  const timestamp = EPOCH_MS.test(text) ? Number(text) : DATE.test(text) ? parseDate(text) : NaN;
  return Number.isSafeInteger(timestamp) && timestamp >= 0 ? timestamp : undefined;
}

function parseDate(text: string): number {
  const hasTime = text.includes('T');
  return Date.parse(!hasTime || HAS_ZONE.test(text) ? text : `${text}Z`);
}
