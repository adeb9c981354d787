import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { CHOSEN_GROUPS, type ChosenGroups, namedGroups } from './chosen-groups.ts';

const VIEWS = ['offsets', 'members', 'state'] as const;

/** What there is to see of groups. */
export type GroupView = (typeof VIEWS)[number];

/** `odradek group describe`. */
export const GROUP_DESCRIBE: Command = {
  name: 'group describe',
  operands: '[GROUP ...]',
  about: 'Show how far groups have read, or their members; of all groups without a name',
  options: [
    ...CHOSEN_GROUPS,
    { name: 'offsets', about: 'show committed offsets and lag of each partition (default)' },
    { name: 'members', about: 'show the members and how many partitions each has' },
    { name: 'state', about: 'show coordinator, assignor, state and number of members' },
    {
      name: 'verbose',
      about: 'show also leader epochs, or assignments and epochs, or epochs of the group',
    },
    { name: 'json', about: 'print each row as a line of JSON, with all there is' },
  ],
  notes: [
    'LAG is how many records there are from the committed offset to the end of the log.',
    'All groups are those of consumers, of either protocol.',
  ],
};

/** What `odradek group describe` was asked for. */
export interface DescribeGroupsRequest {
  readonly groups: ChosenGroups;
  readonly view: GroupView;
  readonly isVerbose: boolean;
  readonly isJson: boolean;
}

/** Reads the arguments of `odradek group describe`. */
export function parseDescribeGroups(args: CommandArguments): DescribeGroupsRequest {
  args.onlyOneOf(VIEWS);
  const groupIds = namedGroups(args);
  if (args.has('all-groups') && groupIds.length > 0) {
    args.fail('Give either groups or --all-groups, not both');
  }
  return {
    groups: groupIds.length === 0 ? 'all' : groupIds,
    view: VIEWS.find((view) => args.has(view)) ?? 'offsets',
    isVerbose: args.has('verbose'),
    isJson: args.has('json'),
  };
}
