import type { MemberProtocols } from './member-protocols.ts';

/** How many members of a group support each protocol. */
export class SupportedProtocols {
  private readonly counts = new Map<string, number>();

  /** Each name once. */
  add(names: Iterable<string>): void {
    for (const name of names) this.counts.set(name, this.count(name) + 1);
  }

  /** Each name once. */
  remove(names: Iterable<string>): void {
    for (const name of names) {
      const count = this.count(name) - 1;
      if (count === 0) this.counts.delete(name);
      else this.counts.set(name, count);
    }
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** The protocols that all of `membersCount` members support. */
  ofAll(membersCount: number): ReadonlySet<string> {
    const names = new Set<string>();
    for (const [name, count] of this.counts) if (count === membersCount) names.add(name);
    return names;
  }
}

/**
 * The protocol with the most votes: each member votes for the one it likes best among those that all
 * support. Among equals that of the earliest voter wins. `undefined` without members, or if the
 * members have nothing in common.
 */
export function electProtocol(
  members: Iterable<{ readonly protocols: MemberProtocols }>,
  candidates: ReadonlySet<string>,
): string | undefined {
  const votes = new Map<string, number>();
  for (const { protocols } of members) {
    const name = protocols.vote(candidates);
    if (name !== undefined) votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  let elected: string | undefined;
  for (const [name, count] of votes) {
    if (elected === undefined || count > (votes.get(elected) ?? 0)) elected = name;
  }
  return elected;
}
