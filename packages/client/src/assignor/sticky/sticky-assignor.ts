import type { MemberSubscription, PartitionAssignor } from '../partition-assignor.ts';
import { assignSticky, partitionsByMember } from './sticky-assignment.ts';
import type { MemberClaim } from './sticky-member.ts';
import { decodeStickyUserData, encodeStickyUserData } from './sticky-user-data.ts';

const NOTHING_WITHHELD: ReadonlySet<number> = new Set();

/**
 * `StickyAssignor` (KIP-54, KIP-341): even shares, and as few moves as they allow. Members give
 * everything back before they join again, so they tell in user data what they had.
 */
export const stickyAssignor: PartitionAssignor = {
  name: 'sticky',
  rebalanceProtocols: ['eager'],
  subscriptionUserData: (last) => (last === undefined ? null : encodeStickyUserData(last)),
  assign: (members, racks) =>
    partitionsByMember(assignSticky(members, racks, claimOf), NOTHING_WITHHELD),
};

function claimOf({ userData }: MemberSubscription): MemberClaim {
  if (userData === null || userData.length === 0) return { partitions: [], generation: undefined };
  return decodeStickyUserData(userData);
}
