import { KafkaError } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type { CompileTopicRegex, TopicMatcher } from './compiled-topic-regexes.ts';
import type { SharedTurns } from './shared-turns.ts';

/** Patterns, and what their topics are looked for in. */
export interface TopicRegexResolutionOptions {
  readonly patterns: Iterable<string>;
  /** Its names are taken at once: topics that come later are not among the matches. */
  readonly topics: TopicsImage;
  readonly compile: CompileTopicRegex;
  readonly turns: SharedTurns;
  readonly report: (message: string) => void;
}

/** The names of the topics that each pattern matches. */
export type ResolvedTopicRegexes = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Looks for the topics whose names patterns match as a whole, internal ones too (Kafka's
 * `TopicRegexResolver`, without its filter for what the member may describe), some in each turn of the
 * event loop. A pattern that does not compile is reported and matches nothing.
 */
export class TopicRegexResolution {
  private readonly options: TopicRegexResolutionOptions;
  private readonly resolved = new Map<string, Set<string>>();
  private readonly steps: Iterator<void>;

  constructor(options: TopicRegexResolutionOptions) {
    this.options = options;
    this.steps = this.matches([...options.topics.names()]);
  }

  /**
   * Goes on for one turn, at most a match or the compilation of one pattern longer. Answers what was
   * found when that is all, else undefined.
   */
  step(): ResolvedTopicRegexes | undefined {
    const isOver = this.options.turns.take(() => this.steps.next().done === true);
    return isOver ? this.resolved : undefined;
  }

  private *matches(names: readonly string[]): Generator<void, void> {
    for (const pattern of new Set(this.options.patterns)) {
      const matched = new Set<string>();
      this.resolved.set(pattern, matched);
      const regex = this.compileOrReport(pattern);
      yield;
      if (regex === undefined) continue;
      for (const name of names) {
        if (regex.matches(name)) matched.add(name);
        yield;
      }
    }
  }

  private compileOrReport(pattern: string): TopicMatcher | undefined {
    const { compile, report } = this.options;
    try {
      return compile(pattern);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      report(`A regular expression that members subscribe to is ignored. ${error.message}`);
      return undefined;
    }
  }
}
