import { type ConfigDefinition, INT_MAX, LONG_MAX } from './config-definition.ts';

const FORMATS = {
  'gzip-level': '1 to 9, or -1',
  'throttled-replicas': '* or a list of partition:broker',
  'quorum-voters': 'a list of id@host:port',
  'host-ports': 'a list of host:port',
  'share-offset-reset': 'earliest, latest or by_duration:DURATION as in ISO 8601',
} as const;

/** The bounds of the types that have some. */
const BOUNDS: Readonly<Record<string, readonly [least: string, greatest: string]>> = {
  SHORT: ['-32768', '32767'],
  INT: ['-2147483648', INT_MAX],
  LONG: ['-9223372036854775808', LONG_MAX],
};

/** What values a config takes, in words: `INT from 1 to 2147483647`. */
export function describeRange({ type, min, max, oneOf, format }: ConfigDefinition): string {
  if (format !== undefined) return `${type}: ${FORMATS[format]}`;
  if (oneOf !== undefined) return `${type} of ${oneOf.join(', ')}`;
  const [least = min, greatest = max] = BOUNDS[type] ?? [];
  if (least !== undefined && greatest !== undefined) {
    return `${type} from ${min ?? least} to ${max ?? greatest}`;
  }
  if (min !== undefined) return `${type} of at least ${min}`;
  return type === 'BOOLEAN' ? 'true or false' : type;
}
