import { MemberBalancer } from './member-balancer.ts';
import { NOBODY, type OwnedTopic, type PartitionOwners } from './partition-owners.ts';
import { topicsToBalance } from './topic-order.ts';

/** How often all topics are gone through before a group counts as balanced. */
const ROUNDS_MAX = 16;
const NO_TOPIC = -1;

/**
 * Balances members that subscribe to different topics (`UniformHeterogeneousAssignmentBuilder`):
 * gives what is free to those with the fewest partitions, then evens the subscribers of one topic
 * after the other out.
 */
export function balanceMixedSubscriptions(owners: PartitionOwners): void {
  const balancer = new MemberBalancer(owners.loads);
  assignUnassigned(owners, balancer);
  balanceTopics(owners, balancer);
}

function assignUnassigned(owners: PartitionOwners, balancer: MemberBalancer): void {
  const open = owners.topics.filter((topic) => topic.owners.includes(NOBODY));
  for (const topic of topicsToBalance(open)) {
    balancer.begin(topic.subscribers);
    topic.owners.forEach((owner, partition) => {
      if (owner === NOBODY) owners.give(topic, partition, balancer.nextLeastLoaded());
    });
  }
}

/** Round after round, until none of the topics has changed since the last one that did. */
function balanceTopics(owners: PartitionOwners, balancer: MemberBalancer): void {
  const shared = owners.topics.filter(({ subscribers }) => subscribers.length > 1);
  const topics = topicsToBalance(shared);
  let lastChanged = NO_TOPIC;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    for (const [index, topic] of topics.entries()) {
      if (index === lastChanged) return;
      const moved = balanceTopic(topic, owners, balancer);
      if (moved > 0 || lastChanged === NO_TOPIC) lastChanged = index;
    }
  }
}

/** Moves partitions of the topic from those with the most to those with the fewest. */
function balanceTopic(
  topic: OwnedTopic,
  owners: PartitionOwners,
  balancer: MemberBalancer,
): number {
  if (balancer.spreadOf(topic.subscribers) <= 1) return 0;
  balancer.begin(topic.subscribers);
  const partitionsOf = partitionsByOwner(topic);
  let moved = 0;
  while (!balancer.isBalanced()) {
    const partition = takeFromMostLoaded(balancer, partitionsOf);
    if (partition === undefined) break;
    const member = balancer.nextLeastLoaded();
    if (balancer.isBalanced()) break;
    owners.give(topic, partition, member);
    moved++;
  }
  return moved;
}

/** The last partition of the topic that the member with the most partitions has. */
function takeFromMostLoaded(
  balancer: MemberBalancer,
  partitionsOf: ReadonlyMap<number, number[]>,
): number | undefined {
  for (;;) {
    const member = balancer.nextMostLoaded();
    if (member === undefined) return undefined;
    const partition = partitionsOf.get(member)?.pop();
    if (partition !== undefined) return partition;
    balancer.excludeMostLoaded();
  }
}

function partitionsByOwner({ owners }: OwnedTopic): ReadonlyMap<number, number[]> {
  const partitionsOf = new Map<number, number[]>();
  owners.forEach((owner, partition) => {
    const partitions = partitionsOf.get(owner);
    if (partitions === undefined) partitionsOf.set(owner, [partition]);
    else partitions.push(partition);
  });
  return partitionsOf;
}
