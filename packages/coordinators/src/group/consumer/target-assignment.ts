import type { Timestamp, Uuid } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type {
  MemberAssignment,
  MemberSpec,
  PartitionAssignor,
  SubscriptionType,
} from '../assignor/partition-assignor.ts';
import { sameAssignment } from '../assignor/same-assignment.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { type ConsumerGroup, EMPTY_ASSIGNMENT } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';
import { targetMetadataRecord, targetRecord } from './consumer-group-records.ts';
import type { ResolvedRegex } from './subscriptions.ts';

/** The topics that a member subscribes to and that exist. */
export function subscribedTopicIds(
  member: ConsumerGroupMember,
  regexes: ReadonlyMap<string, ResolvedRegex>,
  topics: TopicsImage,
): ReadonlySet<Uuid> {
  const ids = new Set<Uuid>();
  const matched = regexes.get(member.subscribedTopicRegex)?.topics ?? [];
  for (const names of [member.subscribedTopicNames, matched]) {
    for (const name of names) {
      const topic = topics.topic(name);
      if (topic !== undefined) ids.add(topic.topicId);
    }
  }
  return ids;
}

/** The members as they are to be when a heartbeat is done: with `updated`, without whom it replaces. */
export function membersWith(
  group: ConsumerGroup,
  updated: ConsumerGroupMember,
): ReadonlyMap<string, ConsumerGroupMember> {
  const members = new Map(group.members);
  const { instanceId } = updated;
  const replaced = instanceId === null ? undefined : group.staticMember(instanceId);
  if (replaced !== undefined) members.delete(replaced.memberId);
  return members.set(updated.memberId, updated);
}

/** Computes the targets of all members for an epoch, and the records of those that change. */
export function computeTargets(
  group: ConsumerGroup,
  options: {
    readonly epoch: number;
    readonly members: ReadonlyMap<string, ConsumerGroupMember>;
    readonly subscriptionType: SubscriptionType;
    readonly assignor: PartitionAssignor;
    readonly topics: TopicsImage;
    readonly now: Timestamp;
  },
): { readonly targetOf: (memberId: string) => MemberAssignment; readonly records: GroupRecord[] } {
  const { epoch, members, subscriptionType, assignor, topics, now } = options;
  const specs = new Map<string, MemberSpec>();
  for (const [memberId, member] of members) {
    const isKnown = group.members.has(memberId);
    specs.set(memberId, {
      instanceId: member.instanceId,
      rackId: member.rackId,
      subscribedTopicIds: subscribedTopicIds(member, group.regexes, topics),
      assignment: isKnown
        ? (group.targets.get(memberId) ?? EMPTY_ASSIGNMENT)
        : group.targetAssignment(member),
    });
  }
  const assignment = assignor.assign({ subscriptionType, members: specs }, topics);
  const targetOf = (memberId: string): MemberAssignment =>
    assignment.get(memberId) ?? EMPTY_ASSIGNMENT;
  const records: GroupRecord[] = [];
  for (const memberId of members.keys()) {
    const old = group.targets.get(memberId);
    const target = targetOf(memberId);
    if (old !== undefined && sameAssignment(old, target)) continue;
    records.push(targetRecord(group.groupId, memberId, target));
  }
  records.push(targetMetadataRecord(group.groupId, epoch, now));
  return { targetOf, records };
}
