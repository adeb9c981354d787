import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

/** `odradek topic delete`. */
export const TOPIC_DELETE: Command = {
  name: 'topic delete',
  operands: 'NAME ...',
  about: 'Delete topics with all their records',
  options: [{ name: 'if-exists', about: 'do not mind topics that do not exist' }],
};

/** What `odradek topic delete` was asked for. */
export interface DeleteTopicsRequest {
  readonly names: readonly string[];
  readonly ifExists: boolean;
}

/** Reads the arguments of `odradek topic delete`. */
export function parseDeleteTopics(args: CommandArguments): DeleteTopicsRequest {
  return {
    names: [...new Set(args.operandsOfOne('topics to delete'))],
    ifExists: args.has('if-exists'),
  };
}
