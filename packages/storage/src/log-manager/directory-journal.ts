import type { Clock, KafkaError, RandomSource, Uuid } from '@odradek/base';

import { BufferedJournalDevice } from '../journal/buffered-journal-device.ts';
import type { JournaledLog, JournalTarget } from '../journal/journal-entry.ts';
import type { ReplayedPartition } from '../journal/journal-replay.ts';
import { type JournalRestore, restoreJournal } from '../journal/journal-restore.ts';
import type { JournalSizes } from '../journal/journal-sizes.ts';
import { Journal } from '../journal/journal.ts';
import type { KeptEntries } from '../journal/kept-entries.ts';
import type { LogJournal } from '../log/journal-durability.ts';
import type { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';
import type { Report } from '../ports/report.ts';

/** How the journals of log directories are made. */
export interface JournalSettings {
  /**
   * What the files of the journal of a log directory are written with; the default writes them as all
   * others, and syncs.
   */
  readonly deviceOf?: (directory: string) => Promise<JournalDevice>;
  /** How large it is and its parts are. */
  readonly sizes?: Partial<JournalSizes>;
  /** Writes of as many bytes are synced in their segment instead; the default is 512 KiB. */
  readonly byReferenceBytes?: number;
}

/** What the journal of a log directory needs. */
export interface DirectoryJournalOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly endOfTurn: EndOfTurn;
  readonly failures: LogDirFailureChannel;
  readonly report: Report;
  /** The log directory. */
  readonly directory: string;
  readonly settings: JournalSettings;
  /** See `JournalOptions.onCheckpoint`. */
  readonly onCheckpoint: (targets: readonly JournalTarget[]) => Promise<void>;
  /** See `JournalRestoreOptions.beforeReplay`. */
  readonly beforeReplay: (entriesCount: number) => Promise<void>;
  /** See `JournalRestoreOptions.topicIdOf`. */
  readonly topicIdOf: (folder: string) => Uuid | undefined;
}

/** Measured: up to 256 KiB writing twice is quicker, at 512 alike, above a sync is (docs/performance.md). */
const BY_REFERENCE_BYTES_DEFAULT: number = 512 * 1024;

/** The journal of one log directory, and what was replayed of it when the directory was opened. */
export class DirectoryJournal {
  private readonly journal: Journal;
  private readonly byReferenceBytes: number;
  private readonly logs = new Map<string, JournaledLog>();
  private readonly kept: KeptEntries;
  private readonly partitions: Map<string, ReplayedPartition>;

  private constructor(
    journal: Journal,
    { kept, partitions }: JournalRestore,
    byReferenceBytes: number,
  ) {
    this.journal = journal;
    this.byReferenceBytes = Math.min(byReferenceBytes, journal.entryBytesMax);
    this.kept = kept;
    this.partitions = new Map(partitions.map((replayed) => [nameOf(replayed), replayed]));
  }

  /**
   * Writes what only the journal has into the segments again, before any log of the directory is
   * opened. Rejects with `KAFKA_STORAGE_ERROR` if the journal is damaged, or the disk fails or has no
   * room, and with `ODRADEK_JOURNAL_VERSION` if a newer version wrote it.
   */
  static async open(options: DirectoryJournalOptions): Promise<DirectoryJournal> {
    const { fileSystem, directory, settings } = options;
    await fileSystem.createDirectory(directory);
    const device = (await settings.deviceOf?.(directory)) ?? new BufferedJournalDevice(fileSystem);
    const restored = await restoreJournal({ ...options, device });
    const { state, targets } = restored;
    const { sizes = {}, byReferenceBytes = BY_REFERENCE_BYTES_DEFAULT } = settings;
    const journal = await Journal.open({ ...options, device, sizes, state, targets });
    return new DirectoryJournal(journal, restored, byReferenceBytes);
  }

  /** The partitions that entries were replayed into. */
  get replayed(): Iterable<ReplayedPartition> {
    return this.partitions.values();
  }

  /** Why a partition must not be opened: what the journal has of it could not be written. */
  refusalOf(folder: string, topicId: Uuid): KafkaError | undefined {
    return this.partitions.get(nameOf({ folder, topicId }))?.error;
  }

  /** Where the entries of a log go. */
  of(folder: string, topicId: Uuid): LogJournal {
    const { journal, byReferenceBytes } = this;
    return { journal, log: this.logOf(folder, topicId), byReferenceBytes };
  }

  /** Of a partition, whether its log is open or not: see `Journal.release`. */
  release(folder: string, topicId: Uuid): Promise<void> {
    return this.journal.release(this.logOf(folder, topicId));
  }

  /**
   * Of a partition that is deleted and whose log is not open: as `release`, and what could not be
   * replayed of it is kept no longer.
   */
  async forget(folder: string, topicId: Uuid): Promise<void> {
    await this.release(folder, topicId);
    await this.kept.drop({ folder, topicId });
    const name = nameOf({ folder, topicId });
    this.partitions.delete(name);
    this.logs.delete(name);
  }

  /** The same as long as the partition is: entries of a log that was closed count too. */
  private logOf(folder: string, topicId: Uuid): JournaledLog {
    const name = nameOf({ folder, topicId });
    const known = this.logs.get(name);
    if (known !== undefined) return known;
    const log = { folder, topicId };
    this.logs.set(name, log);
    return log;
  }

  /** See `Journal.close`. */
  close(): Promise<void> {
    return this.journal.close();
  }
}

/** A folder may have been of several topics, one after the other. */
function nameOf({ folder, topicId }: JournaledLog): string {
  return `${folder}/${topicId}`;
}
