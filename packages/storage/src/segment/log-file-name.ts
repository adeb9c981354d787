import type { Offset } from '@odradek/base';

const DIGITS = 20;
const FILE_NAME = /^(\d{20})\.([a-z]+)$/;

/** What a file in the folder of a partition holds, by the end of its name. */
export type LogFileType = 'log' | 'index' | 'timeindex' | 'txnindex' | 'snapshot';

/**
 * Ends of the names of files that a compaction has not put in their place yet: those that are being
 * written or are not wanted, and those that are whole and take the place of others.
 */
export const CLEANED_SUFFIX = '.cleaned';
export const SWAP_SUFFIX = '.swap';

/** What a segment has; indexes last. */
export const SEGMENT_FILE_TYPES = ['log', 'index', 'timeindex', 'txnindex'] as const;

/** The name of a file of the log that begins at an offset, as Kafka writes it. */
export function logFileName(offset: Offset, type: LogFileType): string {
  return `${String(offset).padStart(DIGITS, '0')}.${type}`;
}

/** The offset in the name of a file of this type, or `undefined` if the name is of another file. */
export function parseLogFileName(name: string, type: LogFileType): Offset | undefined {
  const [, digits, ending] = FILE_NAME.exec(name) ?? [];
  if (ending !== type) return undefined;
  const offset = Number(digits);
  return Number.isSafeInteger(offset) ? offset : undefined;
}
