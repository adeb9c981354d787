import { KafkaError } from '@odradek/base';

import { compileTopicRegex } from '../group/topic-regex/topic-regex.ts';

/** A pattern, and what RE2J makes of it: why it does not compile, or which names it matches. */
export interface RecordedTopicRegex {
  readonly pattern: string;
  readonly error?: string;
  readonly names?: readonly string[];
  readonly matches?: readonly boolean[];
}

/** RE2J's word for a parenthesis that closes nothing; ours says what is wrong. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['regexp/syntax: internal error', 'unexpected )'],
]);

/** RE2J takes a brace that begins no count for a repetition, if a quantifier follows it. */
const QUANTIFIED_BRACE = /\{([*+?]|\{\d)/;
/** RE2J takes such a letter for itself, as it does punctuation; RE2 refuses it. */
const ESCAPED_BEYOND_ASCII = /\\[^\0-\x7f]/;
const NESTED_REPETITION = 'invalid nested repetition operator';

/** What differs from RE2J, empty if nothing does but what is known to. */
export function differenceFromRecorded(recorded: RecordedTopicRegex): string {
  const { pattern, error, names = [], matches = [] } = recorded;
  if (ESCAPED_BEYOND_ASCII.test(pattern)) return '';
  if (error === NESTED_REPETITION && QUANTIFIED_BRACE.test(pattern)) return '';
  const why = error === undefined ? undefined : (OTHER_WORDS.get(error) ?? error);
  const expected =
    why === undefined
      ? JSON.stringify(matches)
      : `SubscribedTopicRegex \`${pattern}\` is not a valid regular expression: ${why}.`;
  const actual = compiledAndMatched(pattern, names);
  // Its cost is looked at first, so its size is named and not its syntax: refused all the same.
  if (error !== undefined && actual.includes(' steps, of ')) return '';
  return actual === expected ? '' : `${pattern}: ${actual}; RE2J: ${expected}`;
}

function compiledAndMatched(pattern: string, names: readonly string[]): string {
  try {
    const regex = compileTopicRegex(pattern);
    return JSON.stringify(names.map((name) => regex.matches(name)));
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return error.message;
  }
}
