import type { ConfigChange } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

const PARTITIONS_MAX = 2 ** 31 - 1;

/** `odradek topic alter`. */
export const TOPIC_ALTER: Command = {
  name: 'topic alter',
  operands: 'NAME ...',
  about: 'Give topics more partitions, or other configs',
  options: [
    { name: 'partitions', value: 'N', about: 'how many partitions there are to be in all' },
    { name: 'config', value: 'KEY=VALUE', isRepeatable: true, about: 'a config to set' },
    {
      name: 'delete-config',
      value: 'KEY',
      isRepeatable: true,
      about: 'a config that goes back to its default',
    },
  ],
};

/** What `odradek topic alter` was asked for. */
export interface AlterTopicsRequest {
  readonly names: readonly string[];
  /** How many partitions in all; undefined if they stay. */
  readonly partitions: number | undefined;
  readonly configs: readonly ConfigChange[];
}

/** Reads the arguments of `odradek topic alter`. */
export function parseAlterTopics(args: CommandArguments): AlterTopicsRequest {
  const names = [...new Set(args.operandsOfOne('topics to alter'))];
  const partitions = args.integer('partitions', { min: 1, max: PARTITIONS_MAX });
  const configs: ConfigChange[] = [
    ...args.pairs('config').map(([name, value]) => ({ name, operation: 'set', value }) as const),
    ...args.texts('delete-config').map((name) => ({ name, operation: 'delete' }) as const),
  ];
  if (partitions === undefined && configs.length === 0) {
    args.fail('Say what is to change: --partitions, --config or --delete-config');
  }
  return { names, partitions, configs };
}
