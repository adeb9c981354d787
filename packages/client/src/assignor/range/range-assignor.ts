import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type {
  GroupAssignment,
  MemberSubscription,
  PartitionAssignor,
  PartitionRacks,
} from '../partition-assignor.ts';
import { subscribedTopics } from '../subscribed-topics.ts';
import { assignInRacks } from './assign-in-racks.ts';
import { TopicRange } from './topic-range.ts';

/**
 * `RangeAssignor`: of each topic every member gets a range of partitions, so that topics with the
 * same members and as many partitions meet in one member. If racks are worth a thought, partitions
 * go to members in the rack of a replica, as far as shares and this meeting allow (KIP-881).
 */
export const rangeAssignor: PartitionAssignor = {
  name: 'range',
  rebalanceProtocols: ['eager'],
  subscriptionUserData: () => null,
  assign: assignRanges,
};

function assignRanges(
  members: readonly MemberSubscription[],
  racks: PartitionRacks,
): GroupAssignment {
  const subscribers = subscribersByTopic(members);
  const ranges = subscribedTopics(members, racks).map(
    (topic) => new TopicRange(topic, subscribers.get(topic) ?? [], racks.get(topic) ?? []),
  );
  if (ranges.some(({ isRackAware }) => isRackAware)) assignInRacks(ranges);
  for (const range of ranges) range.assign({ inRackOnly: false });
  return gather(members, ranges);
}

/** The members of each topic; one that names a topic twice is there once. */
function subscribersByTopic(
  members: readonly MemberSubscription[],
): Map<string, MemberSubscription[]> {
  const subscribers = new Map<string, MemberSubscription[]>();
  for (const member of members) {
    for (const topic of new Set(member.topics)) {
      const known = subscribers.get(topic);
      if (known === undefined) subscribers.set(topic, [member]);
      else known.push(member);
    }
  }
  return subscribers;
}

function gather(
  members: readonly MemberSubscription[],
  ranges: readonly TopicRange[],
): GroupAssignment {
  const assignment = new Map<string, TopicPartition[]>();
  for (const { memberId } of members) assignment.set(memberId, []);
  for (const range of ranges) {
    for (const member of range.members) {
      const partitions = assignment.get(member.memberId);
      for (const partition of range.partitionsOf(member)) {
        partitions?.push({ topic: range.topic, partition });
      }
    }
  }
  return assignment;
}
