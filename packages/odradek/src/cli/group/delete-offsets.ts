import type { GroupPartitionResult } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { errorText } from '../command-line/outcome.ts';
import { namedGroups } from './chosen-groups.ts';
import { CHOSEN_TOPIC, type ChosenTopic, parseChosenTopics } from './chosen-topics.ts';
import { tableText } from './group-text.ts';
import { comparePartitions } from '../partition/partition-map.ts';

/** `odradek group delete-offsets`. */
export const GROUP_DELETE_OFFSETS: Command = {
  name: 'group delete-offsets',
  operands: 'GROUP',
  about: 'Delete committed offsets of a group, of topics that its members do not read',
  options: [
    { name: 'group', value: 'GROUP', about: 'the group, as GROUP after the command' },
    CHOSEN_TOPIC,
  ],
};

/** What `odradek group delete-offsets` was asked for. */
export interface DeleteOffsetsRequest {
  readonly groupId: string;
  /** At least one. */
  readonly topics: readonly ChosenTopic[];
}

/** Reads the arguments of `odradek group delete-offsets`. */
export function parseDeleteOffsets(args: CommandArguments): DeleteOffsetsRequest {
  const [groupId, second] = namedGroups(args);
  if (groupId === undefined) args.fail('Say which group: odradek group delete-offsets GROUP');
  if (second !== undefined) args.fail(`Unexpected group "${second}": one group is enough`);
  const topics = parseChosenTopics(args);
  if (topics.length === 0) args.fail('Say of which topics: --topic TOPIC or --topic TOPIC:0,1');
  return { groupId, topics };
}

/** What became of each partition, in Kafka's columns. */
export function deletedOffsetsText(results: readonly GroupPartitionResult[]): string {
  const rows = results
    .toSorted(comparePartitions)
    .map(({ topic, partition, error }) => [
      topic,
      String(partition),
      error === undefined ? 'Successful' : `Error: ${errorText(error)}`,
    ]);
  return tableText(['TOPIC', 'PARTITION', 'STATUS'], rows);
}
