import type { MemberSubscription, PartitionRacks } from './partition-assignor.ts';

/** The topics that somebody subscribes to and that have partitions, sorted by name. */
export function subscribedTopics(
  members: readonly MemberSubscription[],
  racks: PartitionRacks,
): string[] {
  const topics = new Set(members.flatMap(({ topics: subscribed }) => subscribed));
  return [...topics].filter((topic) => (racks.get(topic) ?? []).length > 0).sort();
}
