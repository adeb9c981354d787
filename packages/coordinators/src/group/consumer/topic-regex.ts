/**
 * Compiles a regular expression in RE2's syntax that whole names of topics are matched with. Raises
 * `INVALID_REGULAR_EXPRESSION` if it is none.
 */
export type CompileTopicRegex = (regex: string) => TopicRegex;

/** A compiled regular expression. */
export interface TopicRegex {
  /** Whether the whole name matches; takes time linear in its length. */
  matches(topic: string): boolean;
}
