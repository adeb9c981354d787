import { assert, type Clock } from '@odradek/base';

import type { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { Report } from '../ports/report.ts';
import type { JournalFileCreation } from './create-journal-file.ts';
import { GroupCommit } from './group-commit.ts';
import { JournalCheckpointer } from './journal-checkpointer.ts';
import type { JournalEntry, JournaledLog, JournalTarget } from './journal-entry.ts';
import { JournalFiles } from './journal-files.ts';
import type { JournalState } from './journal-recovery.ts';
import { entryBytesMax, type JournalSizes, journalSizesOf } from './journal-sizes.ts';

/** What a journal needs. */
export interface JournalOptions extends JournalFileCreation {
  readonly clock: Clock;
  readonly endOfTurn: EndOfTurn;
  /** A write or sync that failed takes the log directory offline: nothing is acknowledged after. */
  readonly failures: LogDirFailureChannel;
  readonly report: Report;
  readonly sizes?: Partial<JournalSizes>;
  /** What `recoverJournal` has found. */
  readonly state: JournalState;
  /** The segments that the entries were replayed to which it has found. */
  readonly targets: readonly JournalTarget[];
  /**
   * Called when entries are durable in these segments, before the journal forgets them. A rejection
   * takes the log directory offline.
   */
  readonly onCheckpoint: (targets: readonly JournalTarget[]) => Promise<void>;
}

/**
 * The redo journal of a log directory: what is appended to any of its logs is durable after one
 * write to one file, however many segments it belongs to. The segments are made durable later, and
 * until then a recovery writes the entries into them again.
 */
export class Journal {
  private readonly options: JournalOptions;
  private readonly files: JournalFiles;
  private readonly commit: GroupCommit;
  private readonly checkpointer: JournalCheckpointer;
  private readonly bytesMax: number;
  private readonly forgetFailures: () => void;
  private appends = 0;
  private isClosed = false;

  private constructor(options: JournalOptions) {
    const { state, targets, clock, failures, device, endOfTurn } = options;
    const sizes = journalSizesOf(options.sizes ?? {});
    const mark = { lsn: state.checkpointLsn, appends: state.hasEntries ? -1 : 0 };
    const onFailed = (error: unknown): void => this.fail(error);
    this.options = options;
    this.bytesMax = entryBytesMax(sizes);
    this.files = new JournalFiles({
      ...options,
      sizes,
      files: state.files,
      tail: state.tail,
      checkpointLsn: state.checkpointLsn,
      onRoom: () => this.commit.noteRoom(),
      onRefused: (error) => this.reportRefused(error),
      onFailed,
    });
    this.commit = new GroupCommit({
      sizes,
      device,
      files: this.files,
      endOfTurn,
      failures,
      position: state.position,
      mark,
      onDurable: () => this.checkpointer.noteDurable(),
      onFull: () => this.checkpointer.runIfWanted(),
      onFailed,
    });
    this.checkpointer = new JournalCheckpointer({
      commit: this.commit,
      sizes,
      clock,
      failures,
      mark,
      targets,
      onCheckpoint: options.onCheckpoint,
      onRefused: (error) => this.reportUnsynced(error),
      onFailed,
    });
    this.forgetFailures = failures.onFailure((error) => this.checkpointer.noteFailure(error));
  }

  /**
   * Opens the journal of a log directory after its recovery, and creates its first files if there are
   * none. Rejects with `KAFKA_STORAGE_ERROR` if that is not possible.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options);
    try {
      await journal.files.createFirst();
      return journal;
    } catch (error) {
      await journal.files.close();
      const { directory } = options;
      throw storageError(
        `The journal of ${directory} cannot be created: ${reasonOf(error)}. Make room there.`,
        error,
      );
    }
  }

  /** How many bytes an entry may bring along; a larger one must be by reference. */
  get entryBytesMax(): number {
    return this.bytesMax;
  }

  /**
   * Adds an entry, whose bytes were written to its segment before; it is written at the end of this
   * turn of the event loop, or later if the disk is busy or the journal is full. Once the log
   * directory has failed it does nothing, and no entry is called back any more.
   */
  append(entry: JournalEntry): void {
    assert(!this.isClosed, 'a journal takes entries until it is closed');
    const bytes = entry.buffers.length === 0 ? 0 : entry.byteLength;
    assert(bytes <= this.bytesMax, 'a large entry is journalled by reference');
    if (this.options.failures.error !== undefined) return;
    this.appends++;
    this.checkpointer.noteAppend(entry, this.appends);
    this.commit.append(entry);
  }

  /**
   * Resolves when no entry of a log would be replayed any more that was appended before, not even
   * after a loss of power: its segments may be changed otherwise then. Rejects with the reason if the
   * log directory fails before.
   */
  release(log: JournaledLog): Promise<void> {
    return this.checkpointer.covers(this.checkpointer.lastAppendOf(log));
  }

  /**
   * Resolves when all entries that were appended before are durable in their segments, and would not
   * be replayed. Rejects with the reason if the log directory fails before.
   */
  checkpoint(): Promise<void> {
    return this.checkpointer.covers(this.appends);
  }

  /**
   * Makes a checkpoint, so that the next start has nothing to replay, and closes the files. Rejects if
   * there can be none now; the next start then replays what the journal has.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    try {
      if (this.options.failures.error === undefined) {
        await this.checkpointer.coversAtLast(this.appends);
      }
    } finally {
      await this.checkpointer.close();
      await this.commit.close();
      this.forgetFailures();
      await this.files.close();
    }
  }

  private fail(error: unknown): void {
    const { directory, failures } = this.options;
    failures.fail(storageError(`The journal of ${directory} failed: ${reasonOf(error)}.`, error));
  }

  private reportUnsynced(error: unknown): void {
    const { directory, report } = this.options;
    const reason =
      `a segment cannot be opened for the checkpoint of the journal: ${reasonOf(error)}; ` +
      'it is tried again, and appends wait when the journal is full';
    report({ type: 'maintenance-failed', directory, reason });
  }

  private reportRefused(error: unknown): void {
    const { directory, report } = this.options;
    const reason =
      `its journal cannot grow: ${reasonOf(error)}; appends go on with the files that ` +
      'there are, and may wait for each other';
    report({ type: 'maintenance-failed', directory, reason });
  }
}
