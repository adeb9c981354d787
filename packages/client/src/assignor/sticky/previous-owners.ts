import { NOBODY, type StickyGroup } from './sticky-group.ts';
import type { StickyMember } from './sticky-member.ts';

const NO_GENERATION = -1;

/** Who had which partition, as far as members agree. */
export interface PreviousOwners {
  /** The member that had each partition, or `NOBODY`. */
  readonly owners: Int32Array;
  /** Partitions that several members claim in one generation: no claim counts. */
  readonly contested: ReadonlySet<number>;
  /** The highest generation that a member knows; -1 for none. */
  readonly generationMax: number;
}

/** The claim to a partition with the highest generation counts (KIP-341, KIP-792). */
export function previousOwners({ members, partitions }: StickyGroup): PreviousOwners {
  const owners = new Int32Array(partitions.count).fill(NOBODY);
  // Who claimed it last, even if the claim does not count.
  const claimants = new Int32Array(partitions.count).fill(NOBODY);
  const contested = new Set<number>();
  let generationMax = NO_GENERATION;
  members.forEach(({ claim }, member) => {
    const generation = claim.generation ?? NO_GENERATION;
    generationMax = Math.max(generationMax, generation);
    for (const topicPartition of claim.partitions) {
      const partition = partitions.numberOf(topicPartition);
      if (partition === undefined) continue;
      const claimant = members[claimants[partition] ?? NOBODY];
      const earlier = claimant === undefined ? -Infinity : subscribedGeneration(claimant);
      if (generation < earlier) continue;
      if (generation === earlier) contested.add(partition);
      owners[partition] = generation === earlier ? NOBODY : member;
      claimants[partition] = member;
    }
  });
  return { owners, contested, generationMax };
}

/** Earlier claims are compared by what the subscription says, not the user data, as Kafka does. */
function subscribedGeneration({ subscription }: StickyMember): number {
  return subscription.generationId;
}
