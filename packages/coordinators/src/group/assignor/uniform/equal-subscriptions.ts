import { assert } from '@odradek/base';

import { NOBODY, type PartitionOwners } from './partition-owners.ts';

/**
 * Shares partitions out to members that all subscribe to the same topics
 * (`UniformHomogeneousAssignmentBuilder`): each gets as many as the others or one more, and keeps
 * what it has as far as its share goes.
 */
export function shareEqually(owners: PartitionOwners): void {
  if (owners.memberCount === 0) return;
  const shares = sharesOf(owners);
  revokeSurplus(owners, shares);
  assignRest(owners, shares);
}

/** The share of each member. Those that have more than the quota are the first to get one more. */
function sharesOf({ topics, loads, memberCount }: PartitionOwners): Int32Array {
  const total = topics.reduce((sum, topic) => sum + topic.owners.length, 0);
  const quota = Math.floor(total / memberCount);
  const shares = new Int32Array(memberCount).fill(quota);
  let extras = total % memberCount;
  for (const isAboveQuota of [true, false]) {
    for (let member = 0; member < memberCount && extras > 0; member++) {
      if ((loads[member] ?? 0) > quota !== isAboveQuota) continue;
      shares[member] = quota + 1;
      extras--;
    }
  }
  return shares;
}

function revokeSurplus(owners: PartitionOwners, shares: Int32Array): void {
  const kept = new Int32Array(shares.length);
  for (const topic of owners.topics) {
    topic.owners.forEach((member, partition) => {
      if (member === NOBODY) return;
      const count = (kept[member] ?? 0) + 1;
      if (count > (shares[member] ?? 0)) owners.give(topic, partition, NOBODY);
      else kept[member] = count;
    });
  }
}

function assignRest(owners: PartitionOwners, shares: Int32Array): void {
  let member = 0;
  for (const topic of owners.topics) {
    for (let partition = 0; partition < topic.owners.length; partition++) {
      if (topic.owners[partition] !== NOBODY) continue;
      while (owners.loadOf(member) >= (shares[member] ?? Infinity)) member++;
      assert(member < owners.memberCount, 'shares add up to all partitions');
      owners.give(topic, partition, member);
    }
  }
}
