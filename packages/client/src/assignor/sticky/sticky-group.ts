import { javaHashOrder } from '@odradek/base';

import { compareTexts } from '../member-order.ts';
import type { MemberSubscription, PartitionRacks } from '../partition-assignor.ts';
import { subscribedTopics } from '../subscribed-topics.ts';
import { PartitionNumbers } from './partition-numbers.ts';
import { RackInfo } from './rack-info.ts';
import type { MemberClaim, StickyMember } from './sticky-member.ts';

/** A group that is assigned by a sticky assignor. Members and partitions are numbers in it. */
export interface StickyGroup {
  /**
   * In the order in which Kafka's leader, who keeps them in a `HashMap`, meets them: who keeps one
   * partition more than others depends on it.
   */
  readonly members: readonly StickyMember[];
  readonly partitions: PartitionNumbers;
  readonly racks: RackInfo;
}

/** Owner of a partition that nobody has. */
export const NOBODY = -1;

/** `subscriptions` as JoinGroup lists them. */
export function stickyGroup(
  subscriptions: readonly MemberSubscription[],
  racks: PartitionRacks,
  claimOf: (subscription: MemberSubscription) => MemberClaim,
): StickyGroup {
  const byId = new Map(subscriptions.map((member) => [member.memberId, member]));
  const ranks = new Map([...byId.keys()].sort(compareTexts).map((id, rank) => [id, rank]));
  const members: StickyMember[] = [];
  for (const memberId of javaHashOrder([...byId.keys()])) {
    const subscription = byId.get(memberId);
    const rank = ranks.get(memberId);
    if (subscription === undefined || rank === undefined) continue;
    const topics = new Set(subscription.topics);
    members.push({ subscription, topics, claim: claimOf(subscription), rank });
  }
  const partitions = new PartitionNumbers(subscribedTopics(subscriptions, racks), racks);
  return { members, partitions, racks: new RackInfo(members, partitions) };
}
