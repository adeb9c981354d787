import { OffsetRanges } from './offset-ranges.ts';
import type { TortureEvent } from './torture-event.ts';

/** What is wrong with a history. */
export interface Verdict {
  /** In the order of time. */
  readonly faults: readonly string[];
  readonly commitsAccepted: number;
  readonly commitsRefused: number;
  /** How often a member was given a partition. */
  readonly assignments: number;
}

/** A member that believes it has a partition. */
interface Holder {
  readonly member: string;
  readonly sinceMs: number;
  /** When its last commit left that was accepted. */
  acceptedMs: number;
  /** Where it goes on; `undefined` before it has read anything. */
  next: number | undefined;
  /** What others had committed, and heard of, before it was given the partition. */
  readonly committedBefore: number;
}

interface Commit {
  readonly leftMs: number;
  readonly offsets: readonly (readonly [partition: string, offset: number])[];
}

/**
 * Judges what the members of one group tell. A member that does not know yet that it was thrown out
 * may believe what it likes, so two holders of a partition are a fault only if the coordinator has
 * accepted commits of both that left while both had it: then both are members of the current epoch.
 */
export function judgeHistory(
  events: readonly TortureEvent[],
  ends: ReadonlyMap<number, number>,
): Verdict {
  const judge = new HistoryJudge();
  for (const event of events.toSorted((a, b) => a.t - b.t)) judge.take(event);
  judge.end(ends);
  return judge;
}

class HistoryJudge implements Verdict {
  readonly faults: string[] = [];
  commitsAccepted = 0;
  commitsRefused = 0;
  assignments = 0;
  private readonly holders = new Map<number, Map<string, Holder>>();
  private readonly commits = new Map<string, Commit>();
  /** The greatest offset of each partition whose commit was acknowledged. */
  private readonly committed = new Map<number, number>();
  private readonly read = new Map<number, OffsetRanges>();

  take(event: TortureEvent): void {
    const { t: atMs, member } = event;
    switch (event.e) {
      case 'assigned':
        for (const partition of event.p) this.assign(partition, member, atMs);
        break;
      case 'revoked':
      case 'lost':
        for (const partition of event.p) this.holders.get(partition)?.delete(member);
        break;
      case 'read':
        this.takeRead(event, member);
        break;
      case 'commit': {
        const offsets = Object.entries(event.o);
        this.commits.set(`${member} ${event.id}`, { leftMs: atMs, offsets });
        break;
      }
      case 'committed':
        this.accept(member, event.id);
        break;
      case 'refused':
        this.commitsRefused++;
        break;
    }
  }

  /** All records below these offsets were acknowledged. */
  end(ends: ReadonlyMap<number, number>): void {
    for (const [partition, end] of ends) {
      const missing = (this.read.get(partition) ?? new OffsetRanges()).firstMissing(end);
      if (missing === undefined) continue;
      this.faults.push(`partition ${partition}: offset ${missing} of ${end} was never processed`);
    }
  }

  private assign(partition: number, member: string, sinceMs: number): void {
    this.assignments++;
    const holders = this.holders.get(partition) ?? new Map<string, Holder>();
    this.holders.set(partition, holders);
    if (holders.has(member)) this.faults.push(`${member} was given ${partition} twice`);
    const committedBefore = this.committed.get(partition) ?? 0;
    const holder = { member, sinceMs, acceptedMs: -1, next: undefined, committedBefore };
    holders.set(member, holder);
  }

  private takeRead(
    { p: partition, from, to }: Extract<TortureEvent, { e: 'read' }>,
    member: string,
  ): void {
    const ranges = this.read.get(partition) ?? new OffsetRanges();
    this.read.set(partition, ranges);
    ranges.add(from, to);
    const holder = this.holders.get(partition)?.get(member);
    if (holder === undefined) {
      this.faults.push(`${member} read ${partition} at ${from} without having it`);
      return;
    }
    const { next, committedBefore } = holder;
    if (next === undefined && from < committedBefore) {
      this.faults.push(
        `${member} began with ${partition} at ${from}, ${committedBefore} was committed before`,
      );
    }
    if (next !== undefined && from !== next) {
      this.faults.push(`${member} read ${partition} at ${from}, after it came to ${next}`);
    }
    holder.next = to;
  }

  private accept(member: string, id: number): void {
    this.commitsAccepted++;
    const commit = this.commits.get(`${member} ${id}`);
    for (const [name, offset] of commit?.offsets ?? []) {
      const partition = Number(name);
      this.committed.set(partition, Math.max(offset, this.committed.get(partition) ?? 0));
      this.acceptOf(partition, member, commit?.leftMs ?? 0);
    }
  }

  private acceptOf(partition: number, member: string, leftMs: number): void {
    const holders = this.holders.get(partition);
    const holder = holders?.get(member);
    // It gave the partition up while its commit was under way.
    if (holders === undefined || holder === undefined || leftMs < holder.sinceMs) return;
    holder.acceptedMs = leftMs;
    for (const other of holders.values()) {
      const bothSinceMs = Math.max(other.sinceMs, holder.sinceMs);
      if (other === holder || leftMs < bothSinceMs || other.acceptedMs < bothSinceMs) continue;
      this.faults.push(
        `${partition} is owned by ${member} and ${other.member}, and commits of both are accepted`,
      );
    }
  }
}
