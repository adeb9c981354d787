import { EMPTY_BYTES } from '@odradek/protocol';
import type {
  GroupMetadataValue,
  MemberMetadata,
} from '@odradek/protocol/messages/consumer-offsets';
import { assert } from '@odradek/base';

import type { GroupRecordOf } from '../record/group-record.ts';
import { ClassicGroup, type ClassicGroupFields, type KeepAlive } from './classic-group.ts';
import { ClassicGroupMember } from './classic-group-member.ts';
import { MemberProtocols } from './member-protocols.ts';
import { subscribedTopicsOf } from './subscribed-topics.ts';

const NO_TIMESTAMP = -1;
const NO_TIMEOUT = -1;

/** What says all that lasts of a group: its members with their parts, generation, protocol, leader. */
export function groupMetadataRecord(
  group: ClassicGroup,
  assignmentOf: (member: ClassicGroupMember) => Buffer,
): GroupRecordOf<'GroupMetadata'> {
  const members: MemberMetadata[] = [];
  for (const member of group.allMembers()) {
    assert(
      group.protocolName !== undefined,
      'a group with members has a protocol when it is written',
    );
    members.push({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId ?? null,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeout: member.rebalanceTimeoutMs,
      sessionTimeout: member.sessionTimeoutMs,
      subscription: member.protocols.metadata(group.protocolName) ?? EMPTY_BYTES,
      assignment: assignmentOf(member),
    });
  }
  return recordOf(group.groupId, {
    protocolType: group.protocolType ?? '',
    generation: group.generationId,
    protocol: group.protocolName ?? null,
    leader: group.leaderId ?? null,
    currentStateTimestamp: group.currentStateTimestamp ?? NO_TIMESTAMP,
    members,
  });
}

/** What says that a group has come to be, before its first generation. */
export function emptyGroupMetadataRecord(group: ClassicGroup): GroupRecordOf<'GroupMetadata'> {
  return recordOf(group.groupId, {
    protocolType: '',
    generation: 0,
    protocol: null,
    leader: null,
    currentStateTimestamp: group.currentStateTimestamp ?? NO_TIMESTAMP,
    members: [],
  });
}

/**
 * The group that a record tells of. Copies what it keeps. A group with members is stable, whatever
 * it was doing when the record was written; each of them knows only the protocol that was elected.
 */
export function classicGroupOf(
  groupId: string,
  value: GroupMetadataValue,
  keepAlive: KeepAlive,
): ClassicGroup {
  const { members, currentStateTimestamp } = value;
  const fields: ClassicGroupFields = {
    groupId,
    state: members.length === 0 ? 'Empty' : 'Stable',
    generationId: value.generation,
    protocolType: value.protocolType === '' ? undefined : value.protocolType,
    protocolName: value.protocol ?? undefined,
    leaderId: value.leader ?? undefined,
    currentStateTimestamp:
      currentStateTimestamp === NO_TIMESTAMP ? undefined : currentStateTimestamp,
  };
  const group = new ClassicGroup(fields, keepAlive);
  for (const member of members) {
    group.add(classicGroupMemberOf(member, value.protocol), value.protocolType);
  }
  group.subscribedTopics = subscribedTopicsOf(group);
  return group;
}

function classicGroupMemberOf(
  { rebalanceTimeout, subscription, ...member }: MemberMetadata,
  protocol: string | null,
): ClassicGroupMember {
  return new ClassicGroupMember({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId ?? undefined,
    clientId: member.clientId,
    clientHost: member.clientHost,
    rebalanceTimeoutMs: rebalanceTimeout === NO_TIMEOUT ? member.sessionTimeout : rebalanceTimeout,
    sessionTimeoutMs: member.sessionTimeout,
    protocols: new MemberProtocols(
      protocol === null ? [] : [{ name: protocol, metadata: subscription }],
    ),
    assignment: Buffer.from(member.assignment),
  });
}

function recordOf(groupId: string, value: GroupMetadataValue): GroupRecordOf<'GroupMetadata'> {
  return { type: 'GroupMetadata', key: { group: groupId }, value };
}
