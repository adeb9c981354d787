import type { GroupDescription } from '@odradek/client';

import { cell, jsonLines, tableText } from './group-text.ts';

/** The states of groups, in one table. */
export function statesText(groups: readonly GroupDescription[], isVerbose: boolean): string {
  if (groups.length === 0) return '';
  const headings = [
    'GROUP',
    'COORDINATOR (ID)',
    'ASSIGNMENT-STRATEGY',
    'STATE',
    ...(isVerbose ? ['GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH'] : []),
    '#MEMBERS',
  ];
  const rows = groups.map((group) => [
    group.groupId,
    coordinatorText(group),
    cell(group.assignor),
    group.state,
    ...(isVerbose ? [cell(group.groupEpoch), cell(group.targetAssignmentEpoch)] : []),
    String(group.members.length),
  ]);
  return tableText(headings, rows);
}

function coordinatorText({ coordinator }: GroupDescription): string {
  return cell(coordinator && `${coordinator.host}:${coordinator.port} (${coordinator.id})`);
}

/** The same as lines of JSON. */
export function statesJson(groups: readonly GroupDescription[]): string {
  return jsonLines(
    groups.map((group) => ({
      group: group.groupId,
      type: group.type,
      coordinator: group.coordinator ?? null,
      assignmentStrategy: group.assignor === '' ? null : group.assignor,
      state: group.state,
      groupEpoch: group.groupEpoch < 0 ? null : group.groupEpoch,
      targetAssignmentEpoch: group.groupEpoch < 0 ? null : group.targetAssignmentEpoch,
      members: group.members.length,
    })),
  );
}
