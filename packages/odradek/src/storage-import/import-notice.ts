/** Something of an import that people should know, such as what was left out. */
export interface ImportNotice {
  /** What it is about, as the beginning of a sentence that the items end. */
  readonly about: string;
  /** What it holds for; there is at least one. */
  readonly items: readonly string[];
}

/** A notice, or none if it holds for nothing. */
export function noticeOf(about: string, items: readonly string[]): readonly ImportNotice[] {
  return items.length === 0 ? [] : [{ about, items }];
}
