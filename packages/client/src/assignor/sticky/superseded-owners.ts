import type { PreviousOwners } from './previous-owners.ts';
import type { StickyGroup } from './sticky-group.ts';

const NO_GENERATION = -1;

/**
 * Who claims each partition with the highest of the generations before the last one, and still
 * subscribes to its topic: the first choice if the partition has to move
 * (`GeneralAssignmentBuilder.prepopulateCurrentAssignments`).
 */
export function supersededOwners(
  { members, partitions }: StickyGroup,
  { generationMax }: PreviousOwners,
): ReadonlyMap<number, number> {
  const superseded = new Map<number, { readonly member: number; readonly generation: number }>();
  members.forEach(({ claim }, member) => {
    const generation = claim.generation ?? NO_GENERATION;
    if (generation >= generationMax) return;
    for (const topicPartition of claim.partitions) {
      const partition = partitions.numberOf(topicPartition);
      if (partition === undefined) continue;
      const known = superseded.get(partition);
      if (known !== undefined && known.generation >= generation) continue;
      superseded.set(partition, { member, generation });
    }
  });
  const owners = new Map<number, number>();
  for (const [partition, { member }] of superseded) {
    const { topic } = partitions.partitionOf(partition);
    if (members[member]?.topics.has(topic) === true) owners.set(partition, member);
  }
  return owners;
}
