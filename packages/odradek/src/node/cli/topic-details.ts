import type { Offset } from '@odradek/base';
import type { Admin, ConfigEntry, TopicDescription } from '@odradek/client/node';

import type {
  DescribeTopicsRequest,
  OffsetRange,
  TopicDetails,
} from '../../cli/topic/describe-topics.ts';

/** Topics that were found with all there is to show of them, and those that were not. */
interface FoundTopics {
  readonly found: readonly TopicDetails[];
  readonly missing: readonly TopicDescription[];
}

/** Asks the cluster for all that `odradek topic describe` shows. */
export async function readTopicDetails(
  admin: Admin,
  { names, includeInternal }: DescribeTopicsRequest,
): Promise<FoundTopics> {
  const wanted =
    names.length > 0
      ? names
      : (await admin.listTopics({ includeInternal })).map(({ name }) => name);
  if (wanted.length === 0) return { found: [], missing: [] };
  const topics = await admin.describeTopics(wanted);
  const found = topics.filter(({ error }) => error === undefined);
  const [configs, starts, ends] = await Promise.all([
    readConfigs(admin, found),
    readOffsets(admin, found, 'earliest'),
    readOffsets(admin, found, 'latest'),
  ]);
  return {
    missing: topics.filter(({ error }) => error !== undefined),
    found: found.map((topic) => ({
      topic,
      configs: configs.get(topic.name) ?? [],
      offsets: rangesOf(topic, starts, ends),
    })),
  };
}

async function readConfigs(
  admin: Admin,
  topics: readonly TopicDescription[],
): Promise<ReadonlyMap<string, readonly ConfigEntry[]>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map(({ name }) => ({ type: 'topic', name }) as const);
  const described = await admin.describeConfigs(resources);
  for (const { error } of described) if (error !== undefined) throw error;
  return new Map(described.map(({ name, configs }) => [name, configs]));
}

type Offsets = ReadonlyMap<string, ReadonlyMap<number, Offset>>;

/** By topic and partition. A partition without a leader has none: that is what is to be seen. */
async function readOffsets(
  admin: Admin,
  topics: readonly TopicDescription[],
  timestamp: 'earliest' | 'latest',
): Promise<Offsets> {
  const led = topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ leader }) => leader >= 0)
      .map(({ partition }) => ({ topic: name, partition, timestamp })),
  );
  const listed = led.length === 0 ? [] : await admin.listOffsets(led);
  const offsets = new Map(topics.map(({ name }) => [name, new Map<number, Offset>()]));
  for (const { topic, partition, offset, error } of listed) {
    if (error === undefined) offsets.get(topic)?.set(partition, offset);
  }
  return offsets;
}

function rangesOf(
  { name, partitions }: TopicDescription,
  starts: Offsets,
  ends: Offsets,
): ReadonlyMap<number, OffsetRange> {
  return new Map(
    partitions.map(({ partition }) => [
      partition,
      { start: starts.get(name)?.get(partition), end: ends.get(name)?.get(partition) },
    ]),
  );
}
