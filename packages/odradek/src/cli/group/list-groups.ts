import type { GroupListing, GroupType } from '@odradek/client';

import { alignColumns } from '../command-line/columns.ts';
import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { compareNames } from '../command-line/compare-names.ts';
import { typeText } from './group-text.ts';

const STATES = [
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
  'Stable',
  'Dead',
  'NotReady',
] as const;
const TYPES = ['classic', 'consumer', 'share', 'streams'] as const;

/** `odradek group list`. */
export const GROUP_LIST: Command = {
  name: 'group list',
  operands: '',
  about: 'List groups by name',
  options: [
    {
      name: 'state',
      value: 'STATE,...',
      isValueOptional: true,
      about: 'show the states of groups, and list only those in one of these',
    },
    {
      name: 'type',
      value: 'TYPE,...',
      isValueOptional: true,
      about: 'show the types of groups, and list only those of one of these',
    },
    { name: 'json', about: 'print each group as a line of JSON' },
  ],
  notes: [`States are ${STATES.join(', ')}, types ${TYPES.join(', ')}.`],
};

/** What `odradek group list` was asked for. */
export interface ListGroupsRequest {
  /** Empty for all. */
  readonly states: readonly string[];
  /** Empty for all. */
  readonly types: readonly GroupType[];
  readonly format: (groups: readonly GroupListing[]) => string;
}

/** Reads the arguments of `odradek group list`. */
export function parseListGroups(args: CommandArguments): ListGroupsRequest {
  args.noOperands();
  const columns = { hasType: args.has('type'), hasState: args.has('state') };
  const format = args.has('json')
    ? groupListJson
    : (groups: readonly GroupListing[]) => groupListText(groups, columns);
  return {
    states: parseWords(args, 'state', STATES),
    types: parseWords(args, 'type', TYPES),
    format,
  };
}

/** Words with commas between, in any case of letters. */
function parseWords<Word extends string>(
  args: CommandArguments,
  name: string,
  words: readonly Word[],
): readonly Word[] {
  const text = args.text(name);
  if (text === undefined || text === '') return [];
  return text.split(',').map((typed) => {
    const wanted = typed.trim().toLowerCase();
    const found = words.find((word) => word.toLowerCase() === wanted);
    if (found === undefined) args.refuse(name, text, `use some of ${words.join(', ')}`);
    return found;
  });
}

/** The columns of a list beside the names. */
interface ListColumns {
  readonly hasType: boolean;
  readonly hasState: boolean;
}

/** Names of groups in order, one on each line; in columns if there is more to show. */
function groupListText(
  groups: readonly GroupListing[],
  { hasType, hasState }: ListColumns,
): string {
  const rows = ordered(groups).map(({ groupId, type, state }) => [
    groupId,
    ...(hasType ? [typeText(type)] : []),
    ...(hasState ? [state] : []),
  ]);
  if (!hasType && !hasState) return rows.map(([groupId]) => `${groupId}\n`).join('');
  const headings = ['GROUP', ...(hasType ? ['TYPE'] : []), ...(hasState ? ['STATE'] : [])];
  return alignColumns([headings, ...rows])
    .map((line) => `${line}\n`)
    .join('');
}

function groupListJson(groups: readonly GroupListing[]): string {
  return ordered(groups)
    .map(
      ({ groupId: group, type, protocolType, state }) =>
        `${JSON.stringify({ group, type, protocolType, state })}\n`,
    )
    .join('');
}

function ordered(groups: readonly GroupListing[]): readonly GroupListing[] {
  return groups.toSorted((left, right) => compareNames(left.groupId, right.groupId));
}
