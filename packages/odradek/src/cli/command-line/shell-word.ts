const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/;

/** A text as one word of a command that can be pasted into a shell. */
export function shellWord(text: string): string {
  return NEEDS_NO_QUOTES.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
