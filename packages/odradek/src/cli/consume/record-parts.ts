import type { CommandArguments } from '../command-line/command-arguments.ts';

/** What may be printed before the value of a record, in the order in which it is. */
export const RECORD_PARTS = ['timestamp', 'partition', 'offset', 'headers', 'key'] as const;

/** A part of a record that may be printed before its value. */
export type RecordPart = (typeof RECORD_PARTS)[number];

/** Reads `--print`. */
export function parseRecordParts(args: CommandArguments): ReadonlySet<RecordPart> {
  const names = args.texts('print').flatMap((text) => text.split(','));
  return new Set(
    names.map((name) => {
      const part = RECORD_PARTS.find((known) => known === name);
      return part ?? args.refuse('print', name, `use some of ${RECORD_PARTS.join(',')}`);
    }),
  );
}
