import type { TopicPartition } from '../consumer/consumer-options.ts';
import { compareMembers } from './member-order.ts';
import type {
  GroupAssignment,
  MemberSubscription,
  PartitionAssignor,
  PartitionRacks,
} from './partition-assignor.ts';
import { subscribedTopics } from './subscribed-topics.ts';

/** `RoundRobinAssignor`: deals the partitions of all topics out, one to each member in turn. */
export const roundRobinAssignor: PartitionAssignor = {
  name: 'roundrobin',
  rebalanceProtocols: ['eager'],
  subscriptionUserData: () => null,
  assign: assignRoundRobin,
};

/** Those who do not subscribe to a topic are passed over and wait for the next round. */
function assignRoundRobin(
  members: readonly MemberSubscription[],
  racks: PartitionRacks,
): GroupAssignment {
  const circle = [...members].sort(compareMembers).map(({ memberId, topics }) => ({
    memberId,
    topics: new Set(topics),
    partitions: new Array<TopicPartition>(),
  }));
  let next = 0;
  for (const topic of subscribedTopics(members, racks)) {
    const count = racks.get(topic)?.length ?? 0;
    for (let partition = 0; partition < count; partition++) {
      while (circle[next]?.topics.has(topic) === false) next = (next + 1) % circle.length;
      circle[next]?.partitions.push({ topic, partition });
      next = (next + 1) % circle.length;
    }
  }
  return new Map(circle.map(({ memberId, partitions }) => [memberId, partitions]));
}
