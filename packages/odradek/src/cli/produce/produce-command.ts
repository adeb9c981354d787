import { KafkaError } from '@odradek/base';
import type { HeaderToSend, ProducerOptions } from '@odradek/client';
import { COMPRESSION_NAMES } from '@odradek/protocol';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { bytesOption, separatorOption } from '../command-line/bytes-option.ts';
import type { LineFormat } from './line-format.ts';

const PARTITION_MAX = 2 ** 31 - 1;
const REQUEST_SIZE_MAX = 2 ** 30;
const REQUEST_SIZE_DEFAULT = 2 ** 20;
const ACKS = { all: 'all', '-1': 'all', '1': 1, '0': 0 } as const;

/** `odradek produce`. */
export const PRODUCE: Command = {
  name: 'produce',
  operands: 'TOPIC',
  about: 'Send each line of standard input as a record',
  options: [
    {
      name: 'key-separator',
      value: 'SEP',
      about: 'what stands between key and value in a line, such as : or \\t (default: no keys)',
    },
    {
      name: 'header',
      value: 'KEY=VALUE',
      isRepeatable: true,
      about: 'a header that every record gets',
    },
    {
      name: 'parse-headers',
      about: 'lines begin with headers as k:v,k2:v2 and a tab, as consume --print headers has them',
    },
    {
      name: 'null-value',
      value: 'TEXT',
      about: 'a key, value or value of a header that is TEXT becomes null',
    },
    {
      name: 'partition',
      value: 'N',
      about: 'the partition for all records (default: by the hash of the key)',
    },
    {
      name: 'acks',
      value: 'all|1|0',
      about: 'who must have a record before it counts as sent (default all)',
    },
    {
      name: 'compression',
      value: 'CODEC',
      about: `${COMPRESSION_NAMES.join(', ')} (default none)`,
    },
    {
      name: 'max-request-size',
      value: 'BYTES',
      about: `the longest line and the largest request (default ${REQUEST_SIZE_DEFAULT})`,
    },
  ],
  notes: [
    'Lines are bytes: only the line feed is cut. SEP and TEXT may hold \\t, \\n, \\r, \\0, \\\\, \\xHH.',
    'The exit code is 0 if every record was acknowledged; if not, the first line that failed is named.',
  ],
};

/** What `odradek produce` was asked for. */
export interface ProduceRequest {
  readonly topic: string;
  readonly partition: number | undefined;
  /** Headers of every record. */
  readonly headers: readonly HeaderToSend[];
  readonly lineFormat: LineFormat;
  readonly lineBytesMax: number;
  readonly producer: ProducerOptions;
}

/** Reads the arguments of `odradek produce`. */
export function parseProduce(args: CommandArguments): ProduceRequest {
  const maxRequestSize =
    args.integer('max-request-size', { min: 1, max: REQUEST_SIZE_MAX }) ?? REQUEST_SIZE_DEFAULT;
  return {
    topic: args.operand('topic'),
    partition: args.integer('partition', { min: 0, max: PARTITION_MAX }),
    headers: args.pairs('header').map(([key, value]) => ({ key, value })),
    lineFormat: parseLineFormat(args),
    lineBytesMax: maxRequestSize,
    producer: {
      bootstrapServers: args.bootstrapServers(),
      acks: ACKS[args.choice('acks', ['all', '-1', '1', '0']) ?? 'all'],
      compression: args.choice('compression', COMPRESSION_NAMES) ?? 'none',
      maxRequestSize,
    },
  };
}

/** Raises `UNKNOWN_TOPIC_OR_PARTITION` if a partition is asked for that the topic does not have. */
export function checkPartition(request: ProduceRequest, partitionsCount: number): void {
  const { topic, partition = 0 } = request;
  if (partition < partitionsCount) return;
  throw new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `--partition is ${partition}, but ${topic} has the partitions 0 to ${partitionsCount - 1}.`,
  );
}

function parseLineFormat(args: CommandArguments): LineFormat {
  const keySeparator = separatorOption(args, 'key-separator');
  const nullValue = bytesOption(args, 'null-value');
  if (keySeparator !== undefined && nullValue?.equals(keySeparator) === true) {
    args.fail('--null-value and --key-separator are the same; give two texts');
  }
  return { keySeparator, hasHeaders: args.has('parse-headers'), nullValue };
}
