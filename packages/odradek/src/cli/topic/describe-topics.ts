import type { ConfigEntry, PartitionDescription, TopicDescription } from '@odradek/client';
import type { Offset } from '@odradek/base';

import { alignColumns } from '../command-line/columns.ts';
import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { compareNames } from '../command-line/compare-names.ts';

const UNKNOWN = '-';
const HEADINGS = ['partition', 'leader', 'replicas', 'isr', 'start', 'end'];

/** `odradek topic describe`. */
export const TOPIC_DESCRIBE: Command = {
  name: 'topic describe',
  operands: '[NAME ...]',
  about: 'Show partitions, offsets and configs of topics, or of all topics without a name',
  notes: [
    'start is the first offset in the log, end the offset that the next record gets.',
    'Configs are those that are not at their default.',
  ],
  options: [{ name: 'internal', about: 'show also the topics that brokers keep for themselves' }],
};

/** What `odradek topic describe` was asked for. */
export interface DescribeTopicsRequest {
  /** Empty for all. */
  readonly names: readonly string[];
  /** Whether all includes the topics that brokers keep for themselves. */
  readonly includeInternal: boolean;
}

/** Reads the arguments of `odradek topic describe`. */
export function parseDescribeTopics(args: CommandArguments): DescribeTopicsRequest {
  return { names: [...new Set(args.operands)], includeInternal: args.has('internal') };
}

/** The offsets between which the records of a partition are; undefined where they are not known. */
export interface OffsetRange {
  readonly start: Offset | undefined;
  readonly end: Offset | undefined;
}

/** All there is to show of a topic. */
export interface TopicDetails {
  readonly topic: TopicDescription;
  /** All configs of the topic. */
  readonly configs: readonly ConfigEntry[];
  /** By partition. */
  readonly offsets: ReadonlyMap<number, OffsetRange>;
}

/** Topics as people read them: a heading, the configs and a table of partitions for each. */
export function describeTopicsText(topics: readonly TopicDetails[]): string {
  const ordered = [...topics].sort((left, right) =>
    compareNames(left.topic.name, right.topic.name),
  );
  return ordered.map(describeTopicText).join('\n');
}

function describeTopicText({ topic, configs, offsets }: TopicDetails): string {
  const rows = topic.partitions.map((partition) => partitionCells(partition, offsets));
  const lines = [
    `Topic ${topic.name}`,
    ...alignColumns([
      ['  topic id', topic.topicId],
      ['  partitions', String(topic.partitions.length)],
      ['  replication factor', String(topic.partitions[0]?.replicas.length ?? UNKNOWN)],
      ...(topic.isInternal ? [['  internal', 'yes']] : []),
      ['  configs', changedConfigs(configs)],
    ]),
    '',
    ...alignColumns([HEADINGS, ...rows]).map((line) => `  ${line}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function changedConfigs(configs: readonly ConfigEntry[]): string {
  const changed = configs.filter(({ source }) => source !== 'default');
  if (changed.length === 0) return 'none but defaults';
  return changed
    .map(({ name, value, isSensitive }) => `${name}=${isSensitive ? '(hidden)' : (value ?? '')}`)
    .sort(compareNames)
    .join(' ');
}

function partitionCells(
  { partition, leader, replicas, isr }: PartitionDescription,
  offsets: ReadonlyMap<number, OffsetRange>,
): string[] {
  const range = offsets.get(partition);
  return [
    String(partition),
    leader < 0 ? 'none' : String(leader),
    brokersText(replicas),
    brokersText(isr),
    String(range?.start ?? UNKNOWN),
    String(range?.end ?? UNKNOWN),
  ];
}

function brokersText(ids: readonly number[]): string {
  return ids.length === 0 ? UNKNOWN : ids.join(',');
}
