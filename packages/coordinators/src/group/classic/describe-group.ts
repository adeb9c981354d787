import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribedGroup,
  defaultDescribedGroupMember,
  type DescribedGroup,
  type DescribedGroupMember,
} from '@odradek/protocol/messages/15-describe-groups';
import type { ListedGroup } from '@odradek/protocol/messages/16-list-groups';

import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupMember } from './classic-group-member.ts';

/** From this version on, a group that does not exist is an error; before, it is dead (KIP-1043). */
const GROUP_ID_NOT_FOUND_SINCE = 6;

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

/** What DescribeGroups answers for a group that does not exist, or is not a classic one. */
export function describeMissingGroup(
  groupId: string,
  apiVersion: number,
  isOfOtherType: boolean,
): DescribedGroup {
  const dead: DescribedGroup = { ...defaultDescribedGroup, groupId, groupState: 'Dead' };
  if (apiVersion < GROUP_ID_NOT_FOUND_SINCE) return dead;
  const errorMessage = isOfOtherType
    ? `Group ${groupId} is not a classic group.`
    : `Group ${groupId} not found.`;
  return { ...dead, errorCode: ErrorCode.GROUP_ID_NOT_FOUND, errorMessage };
}

/** A group as ListGroups shows it. */
export function listedGroup({ groupId, protocolType, state }: ClassicGroup): ListedGroup {
  return { groupId, protocolType: protocolType ?? '', groupState: state, groupType: 'classic' };
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
