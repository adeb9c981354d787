import type { RequestTopicPartitions } from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import {
  type ConsumerGroupMember,
  sameMemberMetadata,
  sameTopicNames,
} from './consumer-group-member.ts';
import { memberMetadataRecord } from './consumer-group-records.ts';
import type { Subscriptions } from './subscriptions.ts';

/** What a request makes of a member, before it is known what follows for its group. */
export interface MemberUpdate {
  readonly group: ConsumerGroup;
  /** As it was, or is before it joins. */
  readonly member: ConsumerGroupMember;
  /** With what the request says; the same if that is nothing new. */
  readonly updated: ConsumerGroupMember;
  /** What the member says that it owns; null if that has not changed. */
  readonly ownedPartitions: readonly RequestTopicPartitions[] | null;
  readonly haveNamesChanged: boolean;
  readonly hasRegexChanged: boolean;
  /** What is to be written; everything that follows is added. */
  readonly records: GroupRecord[];
}

/** Compares a member with what a request makes of it, and notes the record of a change. */
export function memberUpdate(
  update: Omit<MemberUpdate, 'haveNamesChanged' | 'hasRegexChanged'>,
): MemberUpdate {
  const { group, member, updated, ownedPartitions, records } = update;
  if (!sameMemberMetadata(member, updated)) {
    records.push(memberMetadataRecord(group.groupId, updated));
  }
  // Named one by one, which takes a fifth of the memory of spreading them: this is every heartbeat.
  return {
    group,
    member,
    updated,
    ownedPartitions,
    records,
    haveNamesChanged: !sameTopicNames(member.subscribedTopicNames, updated.subscribedTopicNames),
    hasRegexChanged: member.subscribedTopicRegex !== updated.subscribedTopicRegex,
  };
}

/** What the members subscribe to when the update is done. */
export function subscriptionsWith({ group, member, updated }: MemberUpdate): Subscriptions {
  const known =
    group.members.get(member.memberId) ??
    (member.instanceId === null ? undefined : group.staticMember(member.instanceId));
  const subscriptions = group.subscriptions.copy();
  if (known !== undefined) subscriptions.remove(known);
  subscriptions.add(updated);
  const old = member.subscribedTopicRegex;
  const resolved = group.regexes.get(old);
  if (resolved !== undefined && subscriptions.regexMembers(old) === 0) {
    subscriptions.removeResolved(resolved);
  }
  return subscriptions;
}
