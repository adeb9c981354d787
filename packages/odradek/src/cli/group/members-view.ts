import type { GroupDescription, GroupMember } from '@odradek/client';

import { compareNames } from '../command-line/compare-names.ts';
import { assignmentText, cell, jsonLines, linesText, tableText } from './group-text.ts';

/** A column of the table of members. */
interface MemberColumn {
  readonly heading: string;
  readonly textOf: (member: GroupMember, group: GroupDescription) => string;
}

const BEFORE_INSTANCE: readonly MemberColumn[] = [
  { heading: 'GROUP', textOf: (_, { groupId }) => groupId },
  { heading: 'CONSUMER-ID', textOf: ({ memberId }) => memberId },
];
const INSTANCE: MemberColumn = {
  heading: 'GROUP-INSTANCE-ID',
  textOf: ({ groupInstanceId }) => cell(groupInstanceId),
};
const AFTER_INSTANCE: readonly MemberColumn[] = [
  { heading: 'HOST', textOf: ({ host }) => host },
  { heading: 'CLIENT-ID', textOf: ({ clientId }) => cell(clientId) },
  { heading: '#PARTITIONS', textOf: ({ assignment }) => String(assignment.length) },
];
const VERBOSE: readonly MemberColumn[] = [
  { heading: 'CURRENT-EPOCH', textOf: ({ memberEpoch }) => cell(memberEpoch) },
  { heading: 'CURRENT-ASSIGNMENT', textOf: ({ assignment }) => cell(assignmentText(assignment)) },
  {
    heading: 'TARGET-EPOCH',
    textOf: ({ targetAssignment }, { targetAssignmentEpoch }) =>
      cell(targetAssignment === undefined ? undefined : targetAssignmentEpoch),
  },
  {
    heading: 'TARGET-ASSIGNMENT',
    textOf: ({ targetAssignment }) => cell(assignmentText(targetAssignment ?? [])),
  },
];
/** Whether a member has gone over to the protocol of KIP-848, where others have not. */
const UPGRADED: MemberColumn = {
  heading: 'UPGRADED',
  textOf: ({ protocol }) => String(protocol === 'consumer'),
};

/** The members of groups, a table for each. */
export function membersText(groups: readonly GroupDescription[], isVerbose: boolean): string {
  return groups.map((group) => groupMembersText(group, isVerbose)).join('\n');
}

function groupMembersText(group: GroupDescription, isVerbose: boolean): string {
  const members = ordered(group);
  if (members.length === 0) {
    return linesText([`Consumer group '${group.groupId}' has no active members.`]);
  }
  const columns = columnsFor(group, isVerbose);
  return tableText(
    columns.map(({ heading }) => heading),
    members.map((member) => columns.map(({ textOf }) => textOf(member, group))),
  );
}

function columnsFor(
  { type, members }: GroupDescription,
  isVerbose: boolean,
): readonly MemberColumn[] {
  const hasStatic = members.some(({ groupInstanceId }) => groupInstanceId !== null);
  const isMixed = type === 'consumer' && members.some(({ protocol }) => protocol === 'classic');
  return [
    ...BEFORE_INSTANCE,
    ...(hasStatic ? [INSTANCE] : []),
    ...AFTER_INSTANCE,
    ...(isVerbose ? VERBOSE : []),
    ...(isVerbose && isMixed ? [UPGRADED] : []),
  ];
}

/** The same as lines of JSON. */
export function membersJson(groups: readonly GroupDescription[]): string {
  const rows = groups.flatMap((group) =>
    ordered(group).map((member) => {
      const isClassic = member.targetAssignment === undefined;
      return {
        group: group.groupId,
        consumerId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        rackId: member.rackId,
        host: member.host,
        clientId: member.clientId,
        protocol: member.protocol,
        currentEpoch: isClassic ? null : member.memberEpoch,
        currentAssignment: member.assignment,
        targetEpoch: isClassic ? null : group.targetAssignmentEpoch,
        targetAssignment: member.targetAssignment ?? null,
      };
    }),
  );
  return jsonLines(rows);
}

function ordered({ members }: GroupDescription): readonly GroupMember[] {
  return members.toSorted((left, right) => compareNames(left.memberId, right.memberId));
}
