import type { Clock, Offset, RandomSource } from '@odradek/base';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { LogJournal } from './journal-durability.ts';
import type { LogConfig } from './log-config.ts';
import type { LogDirFailureChannel } from './log-dir-failure-channel.ts';
import type { RecentMemory } from './recent-memory.ts';

/** Where a log is, and what it needs. The settings have Kafka's defaults. */
export interface PartitionLogOptions extends Partial<LogConfig> {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  /** Says how old segments are, and when the files of deleted ones go. */
  readonly clock: Clock;
  /** Draws `segment.jitter.ms`; without it there is no jitter. */
  readonly random?: RandomSource;
  readonly report: Report;
  /** The folder of the partition, `<topic>-<partition>` in the log directory. */
  readonly directory: string;
  /** Whether the log directory has failed, for all of its logs; the default is one for this log. */
  readonly failures?: LogDirFailureChannel;
  /** Where the log begins by what `saveLogStartOffset` wrote last; the default is 0. */
  readonly logStartOffset?: Offset;
  /** Makes it durable that the log begins at an offset. */
  readonly saveLogStartOffset: (offset: Offset) => Promise<void>;
  /**
   * As `saveLogStartOffset`, also to an offset before what it was; the default is that. It is asked
   * by truncations only.
   */
  readonly resetLogStartOffset?: (offset: Offset) => Promise<void>;
  /** What was written down last of `recoveryPoint`; the default is nothing. */
  readonly recoveryPoint?: Offset | undefined;
  /**
   * Makes durable what the recovery point is. Called when it goes back, and now and then when it has
   * advanced far; whoever opens the log writes it down otherwise.
   */
  readonly saveRecoveryPoint?: (offset: Offset) => Promise<void>;
  /**
   * Up to where the log was compacted, by what `saveCleanerOffset` wrote last; `undefined` if it never
   * was: else offsets may be missing between batches.
   */
  readonly cleanerOffset?: Offset | undefined;
  /** Makes durable up to where the log was compacted, be it less than before. */
  readonly saveCleanerOffset?: (offset: Offset) => Promise<void>;
  /**
   * Makes it durable that the partition has records. Called before the first of them is written, when
   * the file of its segment is there durably, and once by every log that is appended to.
   */
  readonly markRecords?: () => Promise<void>;
  /**
   * The journal of the log directory, which makes records durable with `odradek.flush=journal`;
   * without it every write is synced in its segment.
   */
  readonly journal?: LogJournal | undefined;
  /**
   * Makes it durable that the log may miss what it has acknowledged: called before the first record
   * that is with `odradek.flush=os`.
   */
  readonly markUnsynced?: () => Promise<void>;
  /** Whether that was done before, and not taken back since: see `LogLoaderOptions`. */
  readonly mayMissRecords?: boolean;
  /** Whether nobody has said that the log was closed in order: see `LogLoaderOptions`. */
  readonly mayBeUnsynced?: boolean;
  /** What the recent batches of several logs share; the default is nothing but this log. */
  readonly recentMemory?: RecentMemory;
  /**
   * How large a batch may be when it is inflated, in which a timestamp is looked for
   * (`odradek.max.decompressed.batch.bytes`); the default is that of `decompress`.
   */
  readonly decompressedBytesMax?: number | undefined;
  /**
   * Makes the folder of the partition, durably; called before the first file is created, and never
   * if there is none. The default creates the folder.
   */
  readonly prepareDirectory?: () => Promise<void>;
}
