import type { PartitionState } from '../runtime/shard-runtime.ts';
import type { GroupType } from './group.ts';
import type { GroupCoordinatorShard } from './group-coordinator-shard.ts';

/** How much a group coordinator has. */
export interface GroupCounts {
  /** Partitions of `__consumer_offsets`, by how far they are. */
  readonly partitions: Readonly<Record<PartitionState, number>>;
  /** Committed offsets. */
  readonly offsets: number;
  /** Groups by their type and their state, as ListGroups names them; only states that there are. */
  readonly groups: Readonly<Record<GroupType, ReadonlyMap<string, number>>>;
}

/** Counts what loaded shards have. */
export function countGroups(
  shards: Iterable<Pick<GroupCoordinatorShard, 'groups' | 'offsets'>>,
  partitions: GroupCounts['partitions'],
): GroupCounts {
  const groups = { classic: new Map<string, number>(), consumer: new Map<string, number>() };
  let offsets = 0;
  for (const shard of shards) {
    offsets += shard.offsets.committed.size;
    for (const { type, state } of shard.groups.all()) {
      const byState = groups[type];
      byState.set(state, (byState.get(state) ?? 0) + 1);
    }
  }
  return { partitions, offsets, groups };
}
