import type { Offset } from '@odradek/base';
import type { Admin, OffsetToList, TopicPartition } from '@odradek/client/node';

import { PartitionMap } from '../../cli/partition/partition-map.ts';

/** The leader of each partition of topics, -1 where there is none; topics that are missing have none. */
export async function readLeaders(
  admin: Admin,
  topics: readonly string[],
): Promise<PartitionMap<number>> {
  const leaders = new PartitionMap<number>();
  for (const { name, partitions } of await admin.describeTopics([...new Set(topics)])) {
    for (const { partition, leader } of partitions) {
      leaders.set({ topic: name, partition }, leader);
    }
  }
  return leaders;
}

/** Offsets of partitions. One that has no leader has none: to wait for it would show nothing. */
export async function readLogOffsets(
  admin: Admin,
  partitions: readonly TopicPartition[],
  leaders: PartitionMap<number>,
  timestamp: OffsetToList['timestamp'],
): Promise<PartitionMap<Offset>> {
  const led = partitions.filter((partition) => (leaders.get(partition) ?? -1) >= 0);
  const wanted = led.map(({ topic, partition }) => ({ topic, partition, timestamp }));
  const listed = wanted.length === 0 ? [] : await admin.listOffsets(wanted);
  const found = listed.filter(({ error }) => error === undefined);
  return PartitionMap.of(found, ({ offset }) => offset);
}
