/** What a member tells of itself, a line of JSON each; times are of the clock that all processes share. */
export type MemberEvent = { readonly t: number } & (
  | { readonly e: 'assigned' | 'revoked' | 'lost'; readonly p: readonly number[] }
  /** Records of a partition were processed, in order and without a gap, `to` not included. */
  | { readonly e: 'read'; readonly p: number; readonly from: number; readonly to: number }
  /** A commit leaves: the offset after the last record processed, by partition. */
  | { readonly e: 'commit'; readonly id: number; readonly o: Readonly<Record<string, number>> }
  | { readonly e: 'committed' | 'refused'; readonly id: number }
);

/** The same with who told it. A member is a process: one that comes back has another name. */
export type TortureEvent = MemberEvent & { readonly member: string };

/** The event of a line, or `undefined` if the line is none. */
export function parseEvent(line: string): MemberEvent | undefined {
  return line.startsWith('{') ? (JSON.parse(line) as MemberEvent) : undefined;
}
