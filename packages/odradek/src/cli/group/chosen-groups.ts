import type { Option } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

/** The options that say which groups a command is about, beside its operands. */
export const CHOSEN_GROUPS: readonly Option[] = [
  {
    name: 'group',
    value: 'GROUP',
    isRepeatable: true,
    about: 'a group, as GROUP after the command',
  },
  { name: 'all-groups', about: 'all groups of consumers' },
];

/** Groups that were chosen: those with these ids, without repetitions, or all. */
export type ChosenGroups = readonly string[] | 'all';

/** Reads operands, `--group` and `--all-groups`, of which there must be something. */
export function parseChosenGroups(args: CommandArguments, what: string): ChosenGroups {
  const groupIds = namedGroups(args);
  const isAll = args.has('all-groups');
  if (isAll && groupIds.length > 0) args.fail('Give either groups or --all-groups, not both');
  if (isAll) return 'all';
  if (groupIds.length === 0) args.fail(`Say which ${what}: GROUP ... or --all-groups`);
  return groupIds;
}

/** Reads operands and `--group`. */
export function namedGroups(args: CommandArguments): readonly string[] {
  return [...new Set([...args.operands, ...args.texts('group')])];
}
