import {
  defaultDescribedGroup,
  defaultDescribedGroupMember,
  type DescribedGroup,
  type DescribedGroupMember,
} from '@odradek/protocol/messages/15-describe-groups';

import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupMember } from './classic-group-member.ts';

/** A group as DescribeGroups shows it. What members say for the protocol is shown when it is stable. */
export function describeGroup(group: ClassicGroup): DescribedGroup {
  const { state, protocolName } = group;
  const shownProtocol = state === 'Stable' ? protocolName : undefined;
  return {
    ...defaultDescribedGroup,
    groupId: group.groupId,
    groupState: state,
    protocolType: group.protocolType ?? '',
    protocolData: shownProtocol ?? '',
    members: Array.from(group.allMembers(), (member) => describeMember(member, shownProtocol)),
  };
}

function describeMember(
  member: ClassicGroupMember,
  protocolName: string | undefined,
): DescribedGroupMember {
  const { memberId, groupInstanceId, clientId, clientHost, protocols, assignment } = member;
  const metadata = protocolName === undefined ? undefined : protocols.metadata(protocolName);
  return {
    ...defaultDescribedGroupMember,
    memberId,
    groupInstanceId: groupInstanceId ?? null,
    clientId,
    clientHost,
    memberAssignment: assignment,
    ...(metadata === undefined ? {} : { memberMetadata: metadata }),
  };
}
