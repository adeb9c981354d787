import type { JournalEntry, JournaledLog } from '../journal/journal-entry.ts';
import type { AppendGroup } from './append-queue.ts';
import type { AfterWritten, Durability, OnGroupDurable } from './durability.ts';
import type { UnsyncedSegments } from './unsynced-segments.ts';

/** What a log needs of a journal; see `Journal`. */
export interface AppendJournal {
  append(entry: JournalEntry): void;
  release(log: JournaledLog): Promise<void>;
}

/** Where the entries of a log go. */
export interface LogJournal {
  readonly journal: AppendJournal;
  /** What the journal knows the log as. */
  readonly log: JournaledLog;
  /** Writes of as many bytes are synced in their segment, and the journal only says where. */
  readonly byReferenceBytes: number;
}

/**
 * What was written to a segment is durable as soon as the journal of the log directory has it
 * (`odradek.flush=journal`), however many logs share the sync. A write so large that writing it twice
 * takes longer than a sync is synced in its segment; the journal then says that it is there, so that
 * the order of the log is the order of the journal.
 */
export class JournalDurability implements Durability {
  private readonly options: LogJournal;
  private readonly unsynced: UnsyncedSegments;

  constructor(options: LogJournal, unsynced: UnsyncedSegments) {
    this.options = options;
    this.unsynced = unsynced;
  }

  isQuick({ byteLength }: AppendGroup): boolean {
    return byteLength > 0 && !this.isByReference(byteLength) && this.unsynced.isEmpty;
  }

  private isByReference(byteLength: number): boolean {
    return byteLength >= this.options.byReferenceBytes;
  }

  /** What was not journalled must not be missing before what is. */
  async beforeWrite(): Promise<void> {
    if (!this.unsynced.isEmpty) await this.unsynced.sync();
  }

  async afterWrite(
    { segment, byteLength }: AppendGroup,
    afterWritten: AfterWritten,
  ): Promise<void> {
    if (byteLength === 0) await afterWritten();
    else if (this.isByReference(byteLength)) await segment.sync();
  }

  follow(group: AppendGroup, _isBehind: boolean, onDurable: OnGroupDurable): void {
    const { segment, buffers, byteLength } = group;
    if (byteLength === 0) {
      onDurable(group);
      return;
    }
    const { journal, log } = this.options;
    journal.append({
      log,
      target: segment,
      position: segment.written - byteLength,
      byteLength,
      buffers: this.isByReference(byteLength) ? [] : buffers,
      onDurable: () => onDurable(group),
    });
  }
}
