import type { Offset } from '@odradek/base';

const DIGITS = 20;
const LOG_FILE_NAME = /^(\d{20})\.log$/;

/** The name of the segment that begins at an offset, as Kafka writes it. */
export function segmentFileName(baseOffset: Offset): string {
  return `${String(baseOffset).padStart(DIGITS, '0')}.log`;
}

/** The offset that a segment begins at by its name, or `undefined` if the name is of another file. */
export function parseSegmentFileName(name: string): Offset | undefined {
  const digits = LOG_FILE_NAME.exec(name)?.[1];
  if (digits === undefined) return undefined;
  const baseOffset = Number(digits);
  return Number.isSafeInteger(baseOffset) ? baseOffset : undefined;
}
