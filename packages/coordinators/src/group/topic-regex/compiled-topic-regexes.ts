import { costOfRegex } from './regex-cost.ts';
import type { TopicRegex } from './topic-regex.ts';

/** What names of topics are matched with. */
export type TopicMatcher = Pick<TopicRegex, 'matches'>;

/** Compiles a topic regex, as `compileTopicRegex` does. Raises `INVALID_REGULAR_EXPRESSION` if it is none. */
export type CompileTopicRegex = (regex: string) => TopicMatcher;

/** Instructions of all programs that are kept: those of 20 of the largest, or of thousands of ordinary ones. */
const SIZE_MAX = 100_000;

/** The topic regexes that were compiled last, so that each is compiled once while it is in use. */
export class CompiledTopicRegexes {
  private readonly compileAnew: CompileTopicRegex;
  /** Those that were asked for last come last. */
  private readonly kept = new Map<
    string,
    { readonly regex: TopicMatcher; readonly size: number }
  >();
  private size = 0;

  constructor(compile: CompileTopicRegex) {
    this.compileAnew = compile;
  }

  /** As the function that it was made with. */
  readonly compile: CompileTopicRegex = (pattern) => {
    const known = this.kept.get(pattern);
    if (known !== undefined) {
      this.kept.delete(pattern);
      this.kept.set(pattern, known);
      return known.regex;
    }
    const regex = this.compileAnew(pattern);
    const { size } = costOfRegex(pattern);
    this.kept.set(pattern, { regex, size });
    this.size += size;
    this.dropOldest();
    return regex;
  };

  private dropOldest(): void {
    for (const [pattern, { size }] of this.kept) {
      if (this.size <= SIZE_MAX) return;
      this.kept.delete(pattern);
      this.size -= size;
    }
  }
}
