import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { CHOSEN_GROUPS, type ChosenGroups, parseChosenGroups } from './chosen-groups.ts';
import { CHOSEN_TOPIC, type ChosenTopic, parseChosenTopics } from './chosen-topics.ts';
import { parseResetTarget, RESET_TARGETS, type ResetTarget } from './reset-target.ts';

/** `odradek group reset-offsets`. */
export const GROUP_RESET_OFFSETS: Command = {
  name: 'group reset-offsets',
  operands: 'GROUP ...',
  about: 'Set from where groups that have no members go on to read',
  options: [
    ...CHOSEN_GROUPS,
    CHOSEN_TOPIC,
    { name: 'all-topics', about: 'all partitions of which the group has a committed offset' },
    ...RESET_TARGETS,
    { name: 'execute', about: 'do it' },
    { name: 'dry-run', about: 'only show what --execute would do (default)' },
    { name: 'export', about: 'print the new offsets as a file for --from-file' },
  ],
  notes: [
    'What lies outside of a log becomes its nearest end. A group that does not exist comes to be.',
  ],
};

/** Which partitions of a group are reset. */
export type ResetScope =
  | { readonly type: 'topics'; readonly topics: readonly ChosenTopic[] }
  /** What the group has committed. */
  | { readonly type: 'all-topics' }
  /** What the file of the target has. */
  | { readonly type: 'file' };

/** What `odradek group reset-offsets` was asked for. */
export interface ResetOffsetsRequest {
  readonly groups: ChosenGroups;
  readonly scope: ResetScope;
  readonly target: ResetTarget;
  /** Whether offsets are set; `unsaid` is no, and worth a word. */
  readonly execution: 'execute' | 'dry-run' | 'unsaid';
  readonly isExport: boolean;
}

/** Reads the arguments of `odradek group reset-offsets`. */
export function parseResetOffsets(args: CommandArguments): ResetOffsetsRequest {
  args.onlyOneOf(['execute', 'dry-run']);
  const groups = parseChosenGroups(args, 'groups to reset');
  const target = parseResetTarget(args);
  return {
    groups,
    target,
    scope: parseScope(args, target),
    execution: args.has('execute') ? 'execute' : args.has('dry-run') ? 'dry-run' : 'unsaid',
    isExport: args.has('export'),
  };
}

function parseScope(args: CommandArguments, target: ResetTarget): ResetScope {
  const scopes = ['topic', 'all-topics'];
  if (target.type === 'file') {
    for (const scope of scopes) args.onlyOneOf(['from-file', scope]);
    return { type: 'file' };
  }
  args.onlyOneOf(scopes);
  if (args.has('all-topics')) return { type: 'all-topics' };
  const topics = parseChosenTopics(args);
  if (topics.length > 0) return { type: 'topics', topics };
  return args.fail('Say of which topics: --topic TOPIC, --topic TOPIC:0,1 or --all-topics');
}
