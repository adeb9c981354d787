import type { JournalEntry, JournaledLog } from '../journal/journal-entry.ts';
import type { AppendJournal, LogJournal } from '../log/journal-durability.ts';

/** A journal of a test: entries are durable when the test says so. */
export class HeldJournal implements AppendJournal {
  /** What waits to be durable. */
  readonly held: JournalEntry[] = [];
  /** All entries that ever came. */
  readonly entries: JournalEntry[] = [];
  /** How often a log was released. */
  releases = 0;
  private readonly released: (() => void)[] = [];
  private holdsReleases = false;

  append(entry: JournalEntry): void {
    this.entries.push(entry);
    this.held.push(entry);
  }

  /** Makes the oldest `count` entries durable. */
  complete(count: number = this.held.length): void {
    for (const { onDurable } of this.held.splice(0, count)) onDurable();
  }

  async release(_log: JournaledLog): Promise<void> {
    this.releases++;
    if (this.holdsReleases) await new Promise<void>((resolve) => this.released.push(resolve));
  }

  /** From now on `release` waits for `endReleases`. */
  holdReleases(): void {
    this.holdsReleases = true;
  }

  endReleases(): void {
    this.holdsReleases = false;
    for (const resolve of this.released.splice(0)) resolve();
  }

  /** As the option of a log. */
  of(byReferenceBytes: number = 1024): LogJournal {
    const log = { folder: 'orders-0', topicId: 'nVJ1aXJhhNRtqLQ5qqbdKw' };
    return { journal: this, log, byReferenceBytes };
  }
}

/** Lets everything happen that needs no more of the test. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}
