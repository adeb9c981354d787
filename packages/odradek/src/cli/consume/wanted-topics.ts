import type { CommandArguments } from '../command-line/command-arguments.ts';

/** Which topics to read. */
export type WantedTopics =
  | { readonly type: 'named'; readonly names: readonly string[] }
  /** All in which the expression finds something, but for those that brokers keep for themselves. */
  | { readonly type: 'matching'; readonly expression: RegExp; readonly text: string };

/** Reads the names of topics, or `--include`, which is to match whole names as in Kafka's tools. */
export function parseWantedTopics(args: CommandArguments): WantedTopics {
  const include = args.text('include');
  if (include === undefined) {
    return { type: 'named', names: [...new Set(args.operandsOfOne('topics to consume'))] };
  }
  if (args.operands.length > 0) args.fail('Give either topics or --include, not both');
  if (!isExpression(include)) {
    args.refuse('include', include, 'write a regular expression, such as orders-.*');
  }
  return { type: 'matching', expression: new RegExp(`^(?:${include})$`), text: include };
}

/** Alone, since what closes a bracket too many would be one between others. */
function isExpression(text: string): boolean {
  try {
    return text !== '' && new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The topics as a notice to people names them. */
export function wantedTopicsText(topics: WantedTopics): string {
  return topics.type === 'named' ? topics.names.join(', ') : `topics that match ${topics.text}`;
}
