import { KafkaError, type Timestamp } from '@odradek/base';

/** A place in a log that only its leader can name: an end, or the first record since a time. */
export type LogEnd = 'earliest' | 'latest' | { readonly since: Timestamp };

/** What `auto.offset.reset` says, durations in milliseconds. */
export type OffsetReset = 'earliest' | 'latest' | 'none' | { readonly durationMs: number };

const BY_DURATION = 'by_duration:';
const DURATION =
  /^P(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d{1,9})?)S)?)?$/i;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Reads `auto.offset.reset`. Raises `INVALID_CONFIG`. */
export function offsetReset(text: string): OffsetReset {
  if (text === 'earliest' || text === 'latest' || text === 'none') return text;
  const durationMs = text.startsWith(BY_DURATION)
    ? parseDuration(text.slice(BY_DURATION.length))
    : undefined;
  if (durationMs !== undefined) return { durationMs };
  throw new KafkaError(
    'INVALID_CONFIG',
    `auto.offset.reset is "${text}"; use earliest, latest, none, or by_duration: and a duration ` +
      'such as P3DT12H or PT30M.',
  );
}

/** A duration of ISO 8601 without years and months, as `java.time.Duration` reads it. */
function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text.length < 3) return undefined;
  const { days = '0', hours = '0', minutes = '0', seconds = '0' } = match.groups ?? {};
  const wholeMs = Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  return wholeMs + Math.floor(Number(seconds) * SECOND_MS);
}

/** The place to look for at a time of the wall clock; `undefined` if the user has to say. */
export function placeOf(reset: OffsetReset, now: Timestamp): LogEnd | undefined {
  if (reset === 'none') return undefined;
  return typeof reset === 'string' ? reset : { since: Math.max(now - reset.durationMs, 0) };
}
