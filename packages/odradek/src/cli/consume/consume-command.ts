import type { ConsumerOptions, ConsumerRecord } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { bytesOption, separatorOption } from '../command-line/bytes-option.ts';
import { recordJson } from './record-json.ts';
import { recordLine } from './record-line.ts';
import { parseRecordParts, RECORD_PARTS } from './record-parts.ts';
import { parseStartPosition, type StartPosition } from './start-position.ts';

const PARTITION_MAX = 2 ** 31 - 1;
const MESSAGES_MAX = Number.MAX_SAFE_INTEGER;
/** What a timer of Node holds. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const TAB = Buffer.from('\t');
const NOTHING = Buffer.alloc(0);

/** `odradek consume`. */
export const CONSUME: Command = {
  name: 'consume',
  operands: 'TOPIC',
  about: 'Print the records of a topic, and new ones as they come',
  options: [
    { name: 'from-beginning', about: 'begin at the first record (default: at the end)' },
    {
      name: 'offset',
      value: 'OFFSET',
      about: 'begin at this offset, earliest, latest, or -N for the last N of each partition',
    },
    {
      name: 'from-date',
      value: 'DATE',
      about: 'begin at 2026-11-21T09:30:00Z, milliseconds since 1970, or -2h (s, m, h, d) ago',
    },
    {
      name: 'partition',
      value: 'N',
      isRepeatable: true,
      about: 'only these partitions, also with commas between (default: all)',
    },
    { name: 'max-messages', value: 'N', about: 'end after so many records' },
    { name: 'exit-at-end', about: 'end after the records that are there at the start' },
    { name: 'timeout-ms', value: 'MS', about: 'end when no record came for so long' },
    {
      name: 'print',
      value: 'PART,...',
      isRepeatable: true,
      about: `print before the value some of ${RECORD_PARTS.join(',')}, in this order`,
    },
    {
      name: 'key-separator',
      value: 'SEP',
      about: 'what stands between the printed parts (default \\t)',
    },
    {
      name: 'null-value',
      value: 'TEXT',
      about: 'what is printed for a key or value that is null (default nothing)',
    },
    {
      name: 'json',
      about:
        'print each record as a line of JSON, with {"base64": ...} for bytes that are no UTF-8',
    },
    {
      name: 'isolation-level',
      value: 'LEVEL',
      about: 'read_committed (default) or read_uncommitted',
    },
  ],
  notes: [
    'Values are printed as they are, each followed by a line feed. Ctrl-C ends.',
    'SEP and TEXT may hold \\t, \\n, \\r, \\0, \\\\, \\xHH.',
  ],
};

/** What `odradek consume` was asked for. */
export interface ConsumeRequest {
  readonly topic: string;
  /** Empty for all. */
  readonly partitions: readonly number[];
  readonly position: StartPosition;
  /** After how many records to end; undefined for never. */
  readonly messagesMax: number | undefined;
  readonly exitAtEnd: boolean;
  /** After how long without a record to end, in milliseconds; undefined for never. */
  readonly timeoutMs: number | undefined;
  /** What is printed of a record, in pieces that may be views of it. */
  readonly format: (record: ConsumerRecord) => readonly Buffer[];
  readonly isolationLevel: 'read_committed' | 'read_uncommitted';
  readonly consumer: ConsumerOptions;
}

/** Reads the arguments of `odradek consume`. */
export function parseConsume(args: CommandArguments): ConsumeRequest {
  const isolationLevel =
    args.choice('isolation-level', ['read_committed', 'read_uncommitted']) ?? 'read_committed';
  return {
    topic: args.operand('topic'),
    partitions: args.integers('partition', { min: 0, max: PARTITION_MAX }),
    position: parseStartPosition(args),
    messagesMax: args.integer('max-messages', { min: 0, max: MESSAGES_MAX }),
    exitAtEnd: args.has('exit-at-end'),
    timeoutMs: args.integer('timeout-ms', { min: 0, max: TIMEOUT_MS_MAX }),
    format: parseFormat(args),
    isolationLevel,
    consumer: { bootstrapServers: args.bootstrapServers(), isolationLevel },
  };
}

function parseFormat(args: CommandArguments): ConsumeRequest['format'] {
  const format = {
    parts: parseRecordParts(args),
    separator: separatorOption(args, 'key-separator') ?? TAB,
    nullValue: bytesOption(args, 'null-value') ?? NOTHING,
  };
  if (!args.has('json')) return (record) => recordLine(record, format);
  for (const name of ['print', 'key-separator', 'null-value']) args.onlyOneOf(['json', name]);
  return (record) => [recordJson(record)];
}
