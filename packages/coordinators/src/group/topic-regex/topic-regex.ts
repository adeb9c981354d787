import { assert, KafkaError } from '@odradek/base';
import type { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';

import { costOfRegex } from './regex-cost.ts';

/** What is used of the package `re2js`, a port of RE2 and, by way of it, of RE2J. */
interface Re2Package {
  readonly RE2JS: typeof RE2JS;
  readonly RE2JSException: typeof RE2JSException;
  readonly RE2JSSyntaxException: typeof RE2JSSyntaxException;
}

let re2: Re2Package | undefined;

/** What a member may subscribe to, in UTF-16 units. */
const TOPIC_REGEX_LENGTH_MAX = 5000;
/** Instructions; a list of names has one for each character. So many take 17 ms to compile. */
const TOPIC_REGEX_SIZE_MAX = 5000;
/** Instructions under quantifiers: `[a-z]{1,249}` once. */
const TOPIC_REGEX_REPEATED_MAX = 500;

/** How much of one that is refused for its size is repeated in the error. */
const SHOWN_LENGTH_MAX = 100;

/** A pattern for names of topics, of RE2J's syntax (KIP-848, `SubscribedTopicRegex`). */
export interface TopicRegex {
  /** As the member wrote it. */
  readonly pattern: string;
  /** Whether it matches the name as a whole, in time proportional to its length. */
  matches(topicName: string): boolean;
}

/**
 * Makes topic regexes ready: loads the package `re2js` (10 ms). Whoever serves consumer groups awaits
 * this before the first. Does nothing if it was done before; rejects if the package is missing.
 */
export async function loadTopicRegexes(): Promise<void> {
  re2 ??= await import('re2js');
}

/**
 * Compiles a pattern. Raises `INVALID_REGULAR_EXPRESSION` with Kafka's text
 * (`Utils.throwIfRegularExpressionIsInvalid`) if RE2J's syntax does not know it, and also if it is so
 * large that matching would hold up others: longer than `TOPIC_REGEX_LENGTH_MAX`, or with a program
 * beyond `TOPIC_REGEX_SIZE_MAX` and `TOPIC_REGEX_REPEATED_MAX`, which Kafka does not bound. Only after
 * `loadTopicRegexes`.
 */
export function compileTopicRegex(pattern: string): TopicRegex {
  assert(re2 !== undefined, 'a topic regex before loadTopicRegexes()');
  checkCost(pattern);
  const compiled = compile(re2, pattern);
  return { pattern, matches: (topicName) => compiled.matches(topicName) };
}

function compile(
  { RE2JS, RE2JSException, RE2JSSyntaxException }: Re2Package,
  pattern: string,
): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalid(
      pattern,
      error instanceof RE2JSSyntaxException ? error.getDescription() : error.message,
    );
  }
}

function checkCost(pattern: string): void {
  if (pattern.length > TOPIC_REGEX_LENGTH_MAX) {
    throw tooLarge(
      pattern,
      `it has ${pattern.length} characters, of ${TOPIC_REGEX_LENGTH_MAX} at most`,
    );
  }
  const { size, repeated } = costOfRegex(pattern);
  if (repeated > TOPIC_REGEX_REPEATED_MAX) {
    throw tooLarge(
      pattern,
      `its repetitions come to ${repeated} steps, of ${TOPIC_REGEX_REPEATED_MAX} at most; use smaller ` +
        'counts, or * and +',
    );
  }
  if (size > TOPIC_REGEX_SIZE_MAX) {
    throw tooLarge(pattern, `it comes to ${size} steps, of ${TOPIC_REGEX_SIZE_MAX} at most`);
  }
}

function tooLarge(pattern: string, why: string): KafkaError {
  const isShown = pattern.length <= SHOWN_LENGTH_MAX;
  return invalid(isShown ? pattern : `${pattern.slice(0, SHOWN_LENGTH_MAX)}…`, why);
}

function invalid(pattern: string, why: string): KafkaError {
  return new KafkaError(
    'INVALID_REGULAR_EXPRESSION',
    `SubscribedTopicRegex \`${pattern}\` is not a valid regular expression: ${why}.`,
  );
}
