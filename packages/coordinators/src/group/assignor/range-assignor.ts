import type { Uuid } from '@odradek/base';

import type {
  GroupAssignment,
  GroupSpec,
  MemberAssignment,
  MemberSpec,
  PartitionAssignor,
  TopicDescriber,
} from './partition-assignor.ts';
import { sameAssignment } from './same-assignment.ts';
import { partitionCountOf } from './subscribed-topic.ts';

/** A member with what it gets. */
interface MemberRanges {
  readonly memberId: string;
  readonly spec: MemberSpec;
  readonly partitions: Map<Uuid, readonly number[]>;
}

/**
 * `RangeAssignor` of the broker: of each topic every subscriber gets a range of partitions, static
 * members first. Topics with the same subscribers and as many partitions meet in one member.
 */
export const rangeAssignor: PartitionAssignor = { name: 'range', assign: assignRanges };

function assignRanges(group: GroupSpec, topics: TopicDescriber): GroupAssignment {
  const members = inOrder(group);
  for (const [topicId, subscribers] of subscribersByTopic(group, members)) {
    assignTopic(topicId, partitionCountOf(topicId, topics), subscribers);
  }
  return new Map(
    members.map(({ memberId, spec, partitions }): [string, MemberAssignment] => [
      memberId,
      sameAssignment(spec.assignment, partitions) ? spec.assignment : partitions,
    ]),
  );
}

/** Static members by `group.instance.id`, so that they get the same again; then the others by id. */
function inOrder({ members }: GroupSpec): readonly MemberRanges[] {
  return [...members]
    .map(([memberId, spec]) => ({ memberId, spec, partitions: new Map<Uuid, number[]>() }))
    .sort((a, b) => {
      if (a.spec.instanceId !== null && b.spec.instanceId !== null) {
        return a.spec.instanceId < b.spec.instanceId ? -1 : 1;
      }
      if (a.spec.instanceId !== null) return -1;
      if (b.spec.instanceId !== null) return 1;
      return a.memberId < b.memberId ? -1 : 1;
    });
}

function subscribersByTopic(
  { subscriptionType }: GroupSpec,
  members: readonly MemberRanges[],
): ReadonlyMap<Uuid, readonly MemberRanges[]> {
  if (subscriptionType === 'homogeneous') {
    const topicIds = [...(members[0]?.spec.subscribedTopicIds ?? [])];
    return new Map(topicIds.map((topicId) => [topicId, members]));
  }
  const subscribers = new Map<Uuid, MemberRanges[]>();
  for (const member of members) {
    for (const topicId of member.spec.subscribedTopicIds) {
      const known = subscribers.get(topicId);
      if (known === undefined) subscribers.set(topicId, [member]);
      else known.push(member);
    }
  }
  return subscribers;
}

/** The first members get one partition more if the partitions cannot be shared out evenly. */
function assignTopic(
  topicId: Uuid,
  partitionCount: number,
  subscribers: readonly MemberRanges[],
): void {
  const quota = Math.floor(partitionCount / subscribers.length);
  let extras = partitionCount % subscribers.length;
  let next = 0;
  for (const { partitions } of subscribers) {
    if (next === partitionCount) return;
    const length = quota + (extras-- > 0 ? 1 : 0);
    const start = next;
    partitions.set(
      topicId,
      Array.from({ length }, (_, index) => start + index),
    );
    next += length;
  }
}
