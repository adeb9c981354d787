import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { GroupAssignment, MemberSubscription, PartitionRacks } from '../partition-assignor.ts';
import { assignEqualSubscriptions } from './equal-subscriptions.ts';
import { assignMixedSubscriptions } from './mixed-subscriptions.ts';
import { previousOwners } from './previous-owners.ts';
import { type StickyGroup, stickyGroup } from './sticky-group.ts';
import type { MemberClaim, StickyMember } from './sticky-member.ts';

/** A finished assignment of a sticky assignor. */
export interface StickyAssignment {
  readonly group: StickyGroup;
  /** The member that has each partition now. */
  readonly owners: Int32Array;
  /**
   * Partitions that came from another member; undefined where this is not known and has to be found
   * out from what members own.
   */
  readonly transferring: ReadonlySet<number> | undefined;
}

/**
 * Shares partitions out evenly and moves as few of them as that allows (KIP-54). `claimOf` says what
 * a member had.
 */
export function assignSticky(
  subscriptions: readonly MemberSubscription[],
  racks: PartitionRacks,
  claimOf: (subscription: MemberSubscription) => MemberClaim,
): StickyAssignment {
  const group = stickyGroup(subscriptions, racks, claimOf);
  const previous = previousOwners(group);
  if (areSubscriptionsEqual(group.members)) {
    return { group, ...assignEqualSubscriptions(group, previous) };
  }
  const owners = assignMixedSubscriptions(group, previous);
  return { group, owners, transferring: undefined };
}

/** The partitions of every member, but for `withheld`. */
export function partitionsByMember(
  { group, owners }: StickyAssignment,
  withheld: ReadonlySet<number>,
): GroupAssignment {
  const lists = group.members.map((): TopicPartition[] => []);
  owners.forEach((member, partition) => {
    if (!withheld.has(partition)) lists[member]?.push(group.partitions.partitionOf(partition));
  });
  return new Map(
    group.members.map(({ subscription }, member) => [subscription.memberId, lists[member] ?? []]),
  );
}

function areSubscriptionsEqual(members: readonly StickyMember[]): boolean {
  const first = members[0]?.topics ?? new Set<string>();
  return members.every(
    ({ subscription: { topics } }) =>
      topics.length === first.size && topics.every((topic) => first.has(topic)),
  );
}
