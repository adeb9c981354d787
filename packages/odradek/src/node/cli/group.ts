import type { Admin, GroupDescription } from '@odradek/client/node';

import type { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { compareNames } from '../../cli/command-line/compare-names.ts';
import type { Attempt } from '../../cli/command-line/outcome.ts';
import type { ChosenGroups } from '../../cli/group/chosen-groups.ts';
import { GROUP_DELETE, parseDeleteGroups } from '../../cli/group/delete-groups.ts';
import { GROUP_DELETE_OFFSETS, parseDeleteOffsets } from '../../cli/group/delete-offsets.ts';
import { GROUP_DESCRIBE, parseDescribeGroups } from '../../cli/group/describe-groups.ts';
import { GROUP_LIST, parseListGroups } from '../../cli/group/list-groups.ts';
import { membersJson, membersText } from '../../cli/group/members-view.ts';
import { offsetsJson, offsetsText } from '../../cli/group/offsets-view.ts';
import { GROUP_RESET_OFFSETS, parseResetOffsets } from '../../cli/group/reset-offsets.ts';
import { statesJson, statesText } from '../../cli/group/states-view.ts';
import { deleteGroupOffsets } from './delete-group-offsets.ts';
import { readGroupProgress } from './group-progress.ts';
import { printText } from './print-text.ts';
import { reportOutcomes } from './report-outcomes.ts';
import { resetGroupOffsets } from './reset-group-offsets.ts';
import { runSubcommand, type Subcommand } from './subcommands.ts';

const COMMANDS: ReadonlyMap<string, Subcommand> = new Map([
  ['list', { command: GROUP_LIST, prepare: listGroups }],
  ['describe', { command: GROUP_DESCRIBE, prepare: describeGroups }],
  ['reset-offsets', { command: GROUP_RESET_OFFSETS, prepare: resetOffsets }],
  ['delete-offsets', { command: GROUP_DELETE_OFFSETS, prepare: deleteOffsets }],
  ['delete', { command: GROUP_DELETE, prepare: deleteGroups }],
]);

/** `odradek group list|describe|reset-offsets|delete-offsets|delete`. */
export function runGroup(args: readonly string[]): Promise<void> {
  return runSubcommand('group', COMMANDS, args);
}

function listGroups(args: CommandArguments) {
  const { states, types, format } = parseListGroups(args);
  return async (admin: Admin): Promise<void> =>
    printText(format(await admin.listGroups({ states, types })));
}

function describeGroups(args: CommandArguments) {
  const { groups, view, isVerbose, isJson } = parseDescribeGroups(args);
  return async (admin: Admin): Promise<void> => {
    const described = await admin.describeGroups(await groupIdsOf(admin, groups));
    const found = described.filter(({ error }) => error === undefined);
    switch (view) {
      case 'offsets':
        await describeOffsets(admin, found, { isVerbose, isJson });
        break;
      case 'members':
        await printText(isJson ? membersJson(found) : membersText(found, isVerbose));
        break;
      case 'state':
        await printText(isJson ? statesJson(found) : statesText(found, isVerbose));
        break;
    }
    const missing = described.flatMap(({ groupId: name, error }) =>
      error === undefined ? [] : [{ name, error }],
    );
    reportOutcomes(missing, { kind: 'group', done: 'Described', attempted: 'describe' });
  };
}

async function describeOffsets(
  admin: Admin,
  groups: readonly GroupDescription[],
  { isVerbose, isJson }: { readonly isVerbose: boolean; readonly isJson: boolean },
): Promise<void> {
  const progress = await readGroupProgress(admin, groups);
  await printText(isJson ? offsetsJson(progress) : offsetsText(progress, isVerbose));
}

function resetOffsets(args: CommandArguments) {
  const request = parseResetOffsets(args);
  return async (admin: Admin): Promise<void> =>
    resetGroupOffsets(admin, request, await groupIdsOf(admin, request.groups));
}

function deleteOffsets(args: CommandArguments) {
  const request = parseDeleteOffsets(args);
  return (admin: Admin): Promise<void> => deleteGroupOffsets(admin, request);
}

function deleteGroups(args: CommandArguments) {
  const { groups, ifExists } = parseDeleteGroups(args);
  const missing = { code: 'GROUP_ID_NOT_FOUND', text: 'does not exist' };
  return async (admin: Admin): Promise<void> => {
    const attempt: Attempt = {
      kind: 'group',
      done: 'Deleted',
      attempted: 'delete',
      ...(ifExists ? { tolerated: missing } : {}),
    };
    const deleted = await admin.deleteGroups(await groupIdsOf(admin, groups));
    const results = deleted.map(({ groupId: name, error }) =>
      error === undefined ? { name } : { name, error },
    );
    reportOutcomes(results, attempt);
  };
}

/** As Kafka's tool, takes those for all groups that consumers have, of either protocol. */
async function groupIdsOf(admin: Admin, groups: ChosenGroups): Promise<readonly string[]> {
  if (groups !== 'all') return groups;
  const listed = await admin.listGroups({ protocolTypes: ['', 'consumer'] });
  return listed
    .filter(({ type }) => type !== 'share' && type !== 'streams')
    .map(({ groupId }) => groupId)
    .sort(compareNames);
}
