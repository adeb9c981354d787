import type { NewTopic } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

/** As many as an int32 holds; the broker has its own limit. */
const PARTITIONS_MAX = 2 ** 31 - 1;
const REPLICATION_FACTOR_MAX = 2 ** 15 - 1;

/** `odradek topic create`. */
export const TOPIC_CREATE: Command = {
  name: 'topic create',
  operands: 'NAME ...',
  about: 'Create topics',
  options: [
    {
      name: 'partitions',
      value: 'N',
      about: "how many partitions (default: the broker's num.partitions)",
    },
    {
      name: 'replication-factor',
      value: 'N',
      about: "how many replicas (default: the broker's default.replication.factor)",
    },
    {
      name: 'config',
      value: 'KEY=VALUE',
      isRepeatable: true,
      about: 'a config of the topics, such as cleanup.policy=compact',
    },
    { name: 'if-not-exists', about: 'leave topics alone that exist' },
  ],
};

/** What `odradek topic create` was asked for. */
export interface CreateTopicsRequest {
  readonly topics: readonly NewTopic[];
  readonly ifNotExists: boolean;
}

/** Reads the arguments of `odradek topic create`. */
export function parseCreateTopics(args: CommandArguments): CreateTopicsRequest {
  const partitions = args.integer('partitions', { min: 1, max: PARTITIONS_MAX });
  const replicationFactor = args.integer('replication-factor', {
    min: 1,
    max: REPLICATION_FACTOR_MAX,
  });
  const settings = {
    ...(partitions === undefined ? {} : { partitions }),
    ...(replicationFactor === undefined ? {} : { replicationFactor }),
    configs: Object.fromEntries(args.pairs('config')),
  };
  const names = [...new Set(args.operandsOfOne('topics to create'))];
  return {
    topics: names.map((name) => ({ name, ...settings })),
    ifNotExists: args.has('if-not-exists'),
  };
}
