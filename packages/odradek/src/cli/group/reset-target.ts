import type { Offset, Timestamp } from '@odradek/base';

import type { Option } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { DATE_FORMS, dateMs } from '../command-line/date.ts';
import { durationMs } from '../command-line/duration.ts';

/** To where offsets are reset. */
export type ResetTarget =
  | { readonly type: 'earliest' }
  | { readonly type: 'latest' }
  /** Where they are; the end where none is committed. */
  | { readonly type: 'current' }
  /** So many records further, or back. */
  | { readonly type: 'shift'; readonly by: number }
  | { readonly type: 'offset'; readonly offset: Offset }
  /** The first record that is not older than this; the end if there is none. */
  | { readonly type: 'time'; readonly timestamp: Timestamp }
  /** The same, before now. */
  | { readonly type: 'ago'; readonly ms: number }
  /** What a file says, which `--export` has written. */
  | { readonly type: 'file'; readonly path: string };

/** The options for it, of which there must be one. */
export const RESET_TARGETS: readonly Option[] = [
  { name: 'to-earliest', about: 'to the first records in the logs' },
  { name: 'to-latest', about: 'to the ends of the logs' },
  { name: 'to-current', about: 'to where they are, or to the end without a committed offset' },
  { name: 'shift-by', value: 'N', about: 'so many records further, or back if N is negative' },
  { name: 'to-offset', value: 'N', about: 'to this offset' },
  {
    name: 'to-datetime',
    value: 'DATE',
    about: 'to the first records since 2026-11-21T09:30:00.000 (UTC unless it has a zone)',
  },
  {
    name: 'by-duration',
    value: 'PnDTnHnMnS',
    about: 'to the first records since so long ago, such as P1D or PT1H30M',
  },
  { name: 'from-file', value: 'FILE', about: 'to what this file says, which --export wrote' },
];

const NAMES: readonly string[] = RESET_TARGETS.map(({ name }) => name);
const OFFSET_MAX = Number.MAX_SAFE_INTEGER;

/** Reads the options of `RESET_TARGETS`. */
export function parseResetTarget(args: CommandArguments): ResetTarget {
  args.onlyOneOf(NAMES);
  const name = NAMES.find((each) => args.has(each));
  switch (name) {
    case 'to-earliest':
      return { type: 'earliest' };
    case 'to-latest':
      return { type: 'latest' };
    case 'to-current':
      return { type: 'current' };
    case 'shift-by':
      return { type: 'shift', by: args.integer(name, { min: -OFFSET_MAX, max: OFFSET_MAX }) ?? 0 };
    case 'to-offset':
      return { type: 'offset', offset: args.integer(name, { min: 0, max: OFFSET_MAX }) ?? 0 };
    case 'to-datetime':
      return { type: 'time', timestamp: parseDate(args, args.text(name) ?? '') };
    case 'by-duration':
      return { type: 'ago', ms: parseDuration(args, args.text(name) ?? '') };
    case 'from-file':
      return { type: 'file', path: args.text(name) ?? '' };
    case undefined:
    default:
      return args.fail(`Say to where: one of ${NAMES.map((each) => `--${each}`).join(', ')}`);
  }
}

function parseDate(args: CommandArguments, text: string): Timestamp {
  const timestamp = dateMs(text);
  return timestamp ?? args.refuse('to-datetime', text, `write ${DATE_FORMS}`);
}

function parseDuration(args: CommandArguments, text: string): number {
  const ms = durationMs(text);
  return ms ?? args.refuse('by-duration', text, 'write PnDTnHnMnS, such as P1D or PT1H30M');
}
