import type { MemberSubscription, PartitionAssignor } from '../partition-assignor.ts';
import { assignSticky, partitionsByMember, type StickyAssignment } from './sticky-assignment.ts';
import type { MemberClaim } from './sticky-member.ts';

const NO_GENERATION = -1;
const GENERATION_BYTES = 4;

/**
 * `CooperativeStickyAssignor` (KIP-429): as `sticky`, but members keep what they have while they join
 * again, and a partition that another member has yet to give back is assigned to nobody: it comes
 * in the rebalance that follows. Until then a partition may have no member.
 */
export const cooperativeStickyAssignor: PartitionAssignor = {
  name: 'cooperative-sticky',
  rebalanceProtocols: ['cooperative', 'eager'],
  subscriptionUserData: (last) => encodeGeneration(last?.generationId ?? NO_GENERATION),
  assign: (members, racks) => {
    const assignment = assignSticky(members, racks, claimOf);
    return partitionsByMember(assignment, assignment.transferring ?? transferring(assignment));
  },
};

function claimOf({ generationId, ownedPartitions, userData }: MemberSubscription): MemberClaim {
  const partitions = ownedPartitions;
  if (generationId !== NO_GENERATION) return { partitions, generation: generationId };
  return { partitions, generation: userData === null ? undefined : decodeGeneration(userData) };
}

function encodeGeneration(generationId: number): Buffer {
  const bytes = Buffer.alloc(GENERATION_BYTES);
  bytes.writeInt32BE(generationId);
  return bytes;
}

function decodeGeneration(bytes: Buffer): number {
  return bytes.length < GENERATION_BYTES ? NO_GENERATION : bytes.readInt32BE(0);
}

/** Partitions that go to a member that did not own them, and that another one owned. */
function transferring({ group, owners }: StickyAssignment): ReadonlySet<number> {
  const lost = new Set<number>();
  const kept = new Set<number>();
  group.members.forEach(({ subscription }, member) => {
    for (const owned of subscription.ownedPartitions) {
      const partition = group.partitions.numberOf(owned);
      if (partition === undefined) continue;
      (owners[partition] === member ? kept : lost).add(partition);
    }
  });
  return new Set([...lost].filter((partition) => !kept.has(partition)));
}
