import type { TopicPartition } from '../consumer/consumer-options.ts';
import type {
  GroupAssignment,
  MemberSubscription,
  PartitionRacks,
} from '../assignor/partition-assignor.ts';

/** A member with this id that subscribes to these topics, has nothing yet and says nothing more. */
export function member(
  memberId: string,
  topics: readonly string[],
  more: Partial<MemberSubscription> = {},
): MemberSubscription {
  return {
    memberId,
    topics,
    groupInstanceId: null,
    rackId: null,
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    ...more,
  };
}

/** Topics with so many partitions each, in no rack. */
export function topicsOf(counts: Readonly<Record<string, number>>): PartitionRacks {
  return new Map(
    Object.entries(counts).map(([topic, count]) => [
      topic,
      Array.from({ length: count }, () => []),
    ]),
  );
}

/** The partitions in a text such as `orders-0 orders-1`. */
export function partitions(text: string): TopicPartition[] {
  if (text === '') return [];
  return text.split(' ').map((name) => {
    const at = name.lastIndexOf('-');
    return { topic: name.slice(0, at), partition: Number(name.slice(at + 1)) };
  });
}

/** An assignment in such texts, by member. */
export function texts(assignment: GroupAssignment): Record<string, string> {
  return Object.fromEntries(
    [...assignment]
      .map(([memberId, list]): [string, string] => [
        memberId,
        list.map(({ topic, partition }) => `${topic}-${partition}`).join(' '),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
