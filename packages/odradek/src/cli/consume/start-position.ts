import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import type { CommandArguments } from '../command-line/command-arguments.ts';
import { DATE_FORMS, dateMs } from '../command-line/date.ts';

/** Where to begin in each partition. */
export type StartPosition =
  | { readonly type: 'earliest' }
  | { readonly type: 'latest' }
  /** At this offset. */
  | { readonly type: 'offset'; readonly offset: Offset }
  /** So many records before the end. */
  | { readonly type: 'last'; readonly count: number }
  /** At the first record that is not older than this. */
  | { readonly type: 'time'; readonly timestamp: Timestamp }
  /** The same, before now. */
  | { readonly type: 'ago'; readonly ms: number };

/** What a partition has, and what was found in it. */
export interface PartitionOffsets {
  readonly topic: string;
  readonly partition: number;
  readonly start: Offset;
  readonly end: Offset;
  /** The first offset at the time that was asked for; undefined if no time was, -1 if none is. */
  readonly atTime: Offset | undefined;
}

const OFFSET = /^-?\d+$/;
const AGO = /^-(\d+)(s|m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads `--from-beginning`, `--offset` and `--from-date`; without them it is the end. */
export function parseStartPosition(args: CommandArguments): StartPosition {
  args.onlyOneOf(['from-beginning', 'offset', 'from-date']);
  if (args.has('from-beginning')) return { type: 'earliest' };
  const offset = args.text('offset');
  if (offset !== undefined) return parseOffset(args, offset);
  const date = args.text('from-date');
  return date === undefined ? { type: 'latest' } : parseDate(args, date);
}

function parseOffset(args: CommandArguments, text: string): StartPosition {
  if (text === 'earliest' || text === 'latest') return { type: text };
  const number = OFFSET.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(number)) {
    args.refuse(
      'offset',
      text,
      'write earliest, latest, an offset, or -N for the last N records of each partition',
    );
  }
  // The sign is read from the text, because -0 means: no record before the end.
  return text.startsWith('-')
    ? { type: 'last', count: Math.abs(number) }
    : { type: 'offset', offset: number };
}

function parseDate(args: CommandArguments, text: string): StartPosition {
  const ago = AGO.exec(text);
  const ms = ago === null ? NaN : Number(ago[1]) * (UNIT_MS[ago[2] ?? ''] ?? NaN);
  if (Number.isSafeInteger(ms)) return { type: 'ago', ms };
  const timestamp = dateMs(text);
  if (timestamp === undefined) {
    args.refuse('from-date', text, `write ${DATE_FORMS}, or -90s, -30m, -2h, -7d for a while ago`);
  }
  return { type: 'time', timestamp };
}

/** The time to look for in the partitions, or undefined if the position needs none. */
export function timeOf(position: StartPosition, now: Timestamp): Timestamp | undefined {
  if (position.type === 'time') return position.timestamp;
  return position.type === 'ago' ? Math.max(0, now - position.ms) : undefined;
}

/**
 * The offset at which to begin in a partition. Raises `OFFSET_OUT_OF_RANGE` if an offset was asked
 * for that the partition does not have.
 */
export function startOffset(position: StartPosition, partition: PartitionOffsets): Offset {
  const { start, end, atTime } = partition;
  switch (position.type) {
    case 'earliest':
      return start;
    case 'latest':
      return end;
    case 'last':
      return Math.max(start, end - position.count);
    case 'time':
    case 'ago':
      return atTime === undefined || atTime < 0 ? end : atTime;
    case 'offset':
      return checkedOffset(position.offset, partition);
  }
}

function checkedOffset(offset: Offset, { topic, partition, start, end }: PartitionOffsets): Offset {
  if (offset >= start && offset <= end) return offset;
  throw new KafkaError(
    'OFFSET_OUT_OF_RANGE',
    `--offset is ${offset}, but partition ${partition} of ${topic} begins at ${start} and ends at ` +
      `${end}; choose an offset between them, or other partitions with --partition.`,
  );
}
