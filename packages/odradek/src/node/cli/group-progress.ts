import type { Admin, GroupDescription } from '@odradek/client/node';

import type { GroupProgress } from '../../cli/group/offsets-view.ts';
import { PartitionMap } from '../../cli/partition/partition-map.ts';
import { readLeaders, readLogOffsets } from './partition-ends.ts';

/** Asks the cluster how far groups have read, and where the logs end. Rejects if it may not know. */
export async function readGroupProgress(
  admin: Admin,
  groups: readonly GroupDescription[],
): Promise<readonly GroupProgress[]> {
  const listed = await admin.listGroupOffsets(groups.map(({ groupId }) => ({ groupId })));
  for (const { error } of listed) if (error !== undefined) throw error;
  const committed = listed.map(({ offsets }) => PartitionMap.of(offsets, (offset) => offset));
  const read = new PartitionMap<true>();
  for (const { offsets } of listed) for (const offset of offsets) read.set(offset, true);
  for (const { members } of groups) {
    for (const { assignment } of members) for (const each of assignment) read.set(each, true);
  }
  const partitions = read.partitions();
  const leaders = await readLeaders(
    admin,
    partitions.map(({ topic }) => topic),
  );
  const endOffsets = await readLogOffsets(admin, partitions, leaders, 'latest');
  return groups.map((group, index) => ({
    group,
    committed: committed[index] ?? new PartitionMap(),
    endOffsets,
  }));
}
