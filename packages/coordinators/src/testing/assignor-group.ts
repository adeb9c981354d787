import type { Uuid } from '@odradek/base';

import type {
  GroupAssignment,
  GroupSpec,
  MemberAssignment,
  MemberSpec,
  TopicDescriber,
} from '../group/assignor/partition-assignor.ts';
import { MemoryTopicsImage } from './memory-topics-image.ts';

/** The id of the topic with this short name. */
function topicIdOf(name: string): Uuid {
  return Buffer.from(name.padEnd(16)).toString('base64url');
}

/** Topics with so many partitions each. */
export function topicsWith(counts: Readonly<Record<string, number>>): TopicDescriber {
  const topics = new MemoryTopicsImage();
  for (const [name, partitionsCount] of Object.entries(counts)) {
    topics.set({ name, topicId: topicIdOf(name), partitionsCount });
  }
  return topics;
}

/** A member that subscribes to these topics and has partitions as `t: [0, 1]` says. */
export function memberSpec(
  topics: readonly string[],
  assigned: Readonly<Record<string, readonly number[]>> = {},
  instanceId: string | null = null,
): MemberSpec {
  return {
    instanceId,
    rackId: null,
    subscribedTopicIds: new Set(topics.map(topicIdOf)),
    assignment: new Map(
      Object.entries(assigned).map(([name, partitions]) => [topicIdOf(name), partitions]),
    ),
  };
}

/** A group of these members. */
export function groupSpec(members: Readonly<Record<string, MemberSpec>>): GroupSpec {
  const subscriptions = Object.values(members).map(({ subscribedTopicIds }) =>
    [...subscribedTopicIds].sort().join(' '),
  );
  const isHomogeneous = new Set(subscriptions).size <= 1;
  return {
    subscriptionType: isHomogeneous ? 'homogeneous' : 'heterogeneous',
    members: new Map(Object.entries(members)),
  };
}

/** What each member has, as `t: [0, 1]`. */
export function assignedBy(
  assignment: GroupAssignment,
): Record<string, Record<string, readonly number[]>> {
  const byName = (of: MemberAssignment): Record<string, readonly number[]> =>
    Object.fromEntries(
      [...of].map(([topicId, list]) => [Buffer.from(topicId, 'base64url').toString().trim(), list]),
    );
  return Object.fromEntries([...assignment].map(([memberId, of]) => [memberId, byName(of)]));
}
