import type { TopicListing } from '@odradek/client';

import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';
import { compareNames } from '../command-line/compare-names.ts';

/** `odradek topic list`. */
export const TOPIC_LIST: Command = {
  name: 'topic list',
  operands: '',
  about: 'List topics by name',
  options: [{ name: 'internal', about: 'list also the topics that brokers keep for themselves' }],
};

/** Reads the arguments of `odradek topic list`. */
export function parseListTopics(args: CommandArguments): { readonly includeInternal: boolean } {
  args.noOperands();
  return { includeInternal: args.has('internal') };
}

/** The names of topics in order, one on each line. */
export function topicListText(topics: readonly TopicListing[]): string {
  const names = topics.map(({ name }) => name).sort(compareNames);
  return names.map((name) => `${name}\n`).join('');
}
