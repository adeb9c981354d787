import type { RebalancedMember, RebalanceExplained } from '../../ports/rebalance-listener.ts';
import type { ClassicGroup } from './classic-group.ts';
import { parseAssignment } from './consumer-protocol.ts';
import { type EndedRebalance, identityOf } from './rebalance-in-progress.ts';

/** What people are told of a rebalance that has ended. */
export function explainRebalance(group: ClassicGroup, ended: EndedRebalance): RebalanceExplained {
  return {
    groupId: group.groupId,
    groupType: 'classic',
    generationId: group.generationId,
    protocolType: group.protocolType ?? '',
    protocolName: group.protocolName,
    leaderId: group.leaderId,
    membersCount: group.membersCount,
    idle: idleMembers(group),
    ...ended,
  };
}

/** Consumers without a partition. Of what others assign nothing is known. */
function idleMembers(group: ClassicGroup): RebalancedMember[] {
  if (!group.usesConsumerProtocol) return [];
  const idle: RebalancedMember[] = [];
  for (const member of group.allMembers())
    if (hasNoPartition(member.assignment)) idle.push(identityOf(member));
  return idle;
}

function hasNoPartition(assignment: Buffer): boolean {
  if (assignment.length === 0) return true;
  const topics = parseAssignment(assignment)?.assignedPartitions;
  return topics?.every(({ partitions }) => partitions.length === 0) ?? false;
}
