import type {
  GroupAssignment,
  GroupSpec,
  PartitionAssignor,
  TopicDescriber,
} from '../partition-assignor.ts';
import { balanceMixedSubscriptions } from './mixed-subscriptions.ts';
import { shareEqually } from './equal-subscriptions.ts';
import { PartitionOwners } from './partition-owners.ts';

/**
 * `UniformAssignor`: shares partitions out evenly and moves few of them. Members that all subscribe
 * to the same topics get shares that differ by at most one; others come as near to it as moves of
 * single partitions lead.
 */
export const uniformAssignor: PartitionAssignor = { name: 'uniform', assign: assignUniform };

function assignUniform(group: GroupSpec, topics: TopicDescriber): GroupAssignment {
  const owners = new PartitionOwners(group, topics);
  if (group.subscriptionType === 'homogeneous') shareEqually(owners);
  else balanceMixedSubscriptions(owners);
  return owners.toAssignment();
}
