import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { CHOSEN_GROUPS, type ChosenGroups, parseChosenGroups } from './chosen-groups.ts';

/** `odradek group delete`. */
export const GROUP_DELETE: Command = {
  name: 'group delete',
  operands: 'GROUP ...',
  about: 'Delete groups that have no members, with their committed offsets',
  options: [...CHOSEN_GROUPS, { name: 'if-exists', about: 'do not mind groups that do not exist' }],
};

/** What `odradek group delete` was asked for. */
export interface DeleteGroupsRequest {
  readonly groups: ChosenGroups;
  readonly ifExists: boolean;
}

/** Reads the arguments of `odradek group delete`. */
export function parseDeleteGroups(args: CommandArguments): DeleteGroupsRequest {
  return {
    groups: parseChosenGroups(args, 'groups to delete'),
    ifExists: args.has('if-exists'),
  };
}
