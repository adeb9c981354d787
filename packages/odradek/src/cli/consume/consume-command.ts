import type { ConsumerOptions, ConsumerRecord } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { bytesOption, separatorOption } from '../command-line/bytes-option.ts';
import { recordJson } from './record-json.ts';
import { recordLine } from './record-line.ts';
import { parseRecordParts, RECORD_PARTS } from './record-parts.ts';
import { parseStartPosition, type StartPosition } from './start-position.ts';
import { parseWantedTopics, type WantedTopics } from './wanted-topics.ts';

const PARTITION_MAX = 2 ** 31 - 1;
const MESSAGES_MAX = Number.MAX_SAFE_INTEGER;
/** What a timer of Node holds. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const TAB = Buffer.from('\t');
const NOTHING = Buffer.alloc(0);

/** `odradek consume`. */
export const CONSUME: Command = {
  name: 'consume',
  operands: '[TOPIC ...]',
  about: 'Print the records of topics, and new ones as they come',
  options: [
    {
      name: 'include',
      value: 'REGEX',
      about: 'instead of TOPIC all whose whole name matches, with --group also those to come',
    },
    {
      name: 'group',
      value: 'GROUP',
      about: 'read as a member of this group, go on where it has committed, and commit',
    },
    {
      name: 'group-protocol',
      value: 'PROTOCOL',
      about: 'classic (default), or consumer (KIP-848)',
    },
    {
      name: 'group-instance-id',
      value: 'ID',
      about: 'be a static member, which comes back without a rebalance',
    },
    {
      name: 'from-beginning',
      about: 'begin at the first record (default: at the end), with --group where it has no offset',
    },
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
    'A group commits what was printed, every 5 s and at the end, and nothing else.',
    'SEP and TEXT may hold \\t, \\n, \\r, \\0, \\\\, \\xHH.',
  ],
};

/** What `odradek consume` was asked for. */
export interface ConsumeRequest {
  readonly topics: WantedTopics;
  /** Of the only topic; empty for all. */
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
  /** The group to be a member of; undefined to read without one. */
  readonly group: string | undefined;
  readonly consumer: ConsumerOptions;
}

/** Reads the arguments of `odradek consume`. */
export function parseConsume(args: CommandArguments): ConsumeRequest {
  const isolationLevel =
    args.choice('isolation-level', ['read_committed', 'read_uncommitted']) ?? 'read_committed';
  const topics = parseWantedTopics(args);
  const position = parseStartPosition(args);
  const group = parseGroup(args, position);
  return {
    topics,
    partitions: parsePartitions(args, topics),
    position,
    messagesMax: args.integer('max-messages', { min: 0, max: MESSAGES_MAX }),
    exitAtEnd: args.has('exit-at-end'),
    timeoutMs: args.integer('timeout-ms', { min: 0, max: TIMEOUT_MS_MAX }),
    format: parseFormat(args),
    isolationLevel,
    group: group.groupId,
    consumer: { bootstrapServers: args.bootstrapServers(), isolationLevel, ...group },
  };
}

function parsePartitions(args: CommandArguments, topics: WantedTopics): readonly number[] {
  const partitions = args.integers('partition', { min: 0, max: PARTITION_MAX });
  if (partitions.length > 0 && (topics.type === 'matching' || topics.names.length > 1)) {
    args.fail('--partition goes with one topic only');
  }
  return partitions;
}

/** Where a group goes on is committed, so that only the ends of logs can be asked for. */
function parseGroup(
  args: CommandArguments,
  position: StartPosition,
): Omit<ConsumerOptions, 'bootstrapServers'> {
  const groupId = args.text('group');
  const groupProtocol = args.choice('group-protocol', ['classic', 'consumer']);
  const groupInstanceId = args.text('group-instance-id');
  if (groupId === undefined) {
    for (const name of ['group-protocol', 'group-instance-id']) {
      if (args.has(name)) args.fail(`--${name} needs --group`);
    }
    // Where retention was quicker than we are, what is left is read.
    return { autoOffsetReset: 'earliest' };
  }
  if (groupId.trim() === '') args.refuse('group', groupId, 'write a name that is not empty');
  for (const name of ['partition', 'offset', 'from-date']) {
    if (args.has(name)) {
      args.fail(
        `--${name} does not go with --group, which has its own partitions and offsets; ` +
          'see "odradek group reset-offsets"',
      );
    }
  }
  return {
    groupId,
    ...(groupProtocol === undefined ? {} : { groupProtocol }),
    ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
    autoOffsetReset: position.type === 'earliest' ? 'earliest' : 'latest',
    // What counts is what was printed, which the consumer does not know.
    enableAutoCommit: false,
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
