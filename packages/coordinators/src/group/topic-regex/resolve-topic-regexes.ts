import { type Clock, KafkaError } from '@odradek/base';

import type { NextTurn } from '../../ports/next-turn.ts';
import type { TopicsImage } from '../../ports/topics-image.ts';
import { compileTopicRegex, type TopicRegex } from './topic-regex.ts';

/** Patterns, and what their topics are looked for in. */
export interface ResolveTopicRegexesOptions {
  readonly patterns: Iterable<string>;
  /** Its names are taken at once: topics that come later are not among the matches. */
  readonly topics: TopicsImage;
  readonly clock: Clock;
  readonly nextTurn: NextTurn;
  /** Whether the matches are still wanted: asked after each turn. */
  readonly isCurrent: () => boolean;
  readonly report: (message: string) => void;
}

/** After so many milliseconds others get their turn: a match or two of a costly pattern later. */
const SLICE_MS = 2;

/**
 * The names of the topics that each pattern matches as a whole, internal ones too (Kafka's
 * `TopicRegexResolver`, without its filter for what the member may describe). One that does not
 * compile is reported and matches nothing. Works in slices of `SLICE_MS`, between which the event
 * loop turns; answers undefined if the matches are not wanted any more.
 */
export async function resolveTopicRegexes(
  options: ResolveTopicRegexesOptions,
): Promise<Map<string, ReadonlySet<string>> | undefined> {
  const { patterns, topics, clock, nextTurn, isCurrent } = options;
  const names = [...topics.names()];
  const resolved = new Map<string, ReadonlySet<string>>();
  let sliceEndMs = clock.monotonicMs() + SLICE_MS;
  for (const pattern of new Set(patterns)) {
    const matched = new Set<string>();
    const regex = compileOrReport(pattern, options.report);
    resolved.set(pattern, matched);
    if (regex === undefined) continue;
    for (const name of names) {
      if (clock.monotonicMs() >= sliceEndMs) {
        await new Promise<void>(nextTurn);
        if (!isCurrent()) return undefined;
        sliceEndMs = clock.monotonicMs() + SLICE_MS;
      }
      if (regex.matches(name)) matched.add(name);
    }
  }
  return resolved;
}

function compileOrReport(
  pattern: string,
  report: (message: string) => void,
): TopicRegex | undefined {
  try {
    return compileTopicRegex(pattern);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    report(`A regular expression that members subscribe to is ignored. ${error.message}`);
    return undefined;
  }
}
