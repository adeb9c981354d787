import { assert, randomUuid, type Uuid } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';

import { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import {
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
} from '../log-manager/partition-metadata.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';
import type { StorageEvent } from '../ports/report.ts';
import { logFileName } from '../segment/log-file-name.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { BufferedJournalDevice } from './buffered-journal-device.ts';
import type { RecoveredEntry } from './entry-codec.ts';
import { Journal } from './journal.ts';
import type { JournalEntry, JournaledLog, JournalTarget } from './journal-entry.ts';
import { type JournalRestore, restoreJournal } from './journal-restore.ts';
import type { JournalSizes } from './journal-sizes.ts';

export const DIRECTORY = '/data';

/** Files of 14 frames of a block each. */
const SIZES: JournalSizes = {
  firstFileBytes: 16 * 4096,
  fileBytes: 16 * 4096,
  totalBytes: 64 * 4096,
  frameBytesMax: 2 * 4096,
  checkpointBytes: 32 * 4096,
  checkpointMs: 1000,
  framesInFlight: 2,
};

/** A journal as a log directory opens it: recovered, replayed, with a checkpoint to come. */
export interface OpenJournal {
  readonly journal: Journal;
  readonly replay: JournalRestore;
  readonly entries: readonly RecoveredEntry[];
  /** Where all entries were replayed to, in order: `orders-0/0@5`; with `!` if by reference. */
  readonly replayed: readonly string[];
  readonly failures: LogDirFailureChannel;
  readonly clock: ManualClock;
  readonly events: readonly StorageEvent[];
  /** The segments of each checkpoint, when it was told. */
  readonly checkpoints: (readonly JournalTarget[])[];
}

export async function openJournal(
  fileSystem: FileSystem,
  options: {
    readonly sizes?: Partial<JournalSizes>;
    readonly seed?: number;
    readonly clock?: ManualClock;
    readonly device?: JournalDevice;
    readonly onCheckpoint?: () => Promise<void>;
  } = {},
): Promise<OpenJournal> {
  const { device = new BufferedJournalDevice(fileSystem) } = options;
  const { clock = new ManualClock(), onCheckpoint = async () => {} } = options;
  const failures = new LogDirFailureChannel();
  const events: StorageEvent[] = [];
  const checkpoints: (readonly JournalTarget[])[] = [];
  const report = (event: StorageEvent): void => void events.push(event);
  const replay = await restoreJournal({
    fileSystem,
    device,
    directory: DIRECTORY,
    report,
    beforeReplay: async () => {},
  });
  const { entries } = replay;
  const journal = await Journal.open({
    fileSystem,
    device,
    directory: DIRECTORY,
    random: new SeededRandom(options.seed ?? 1),
    clock,
    endOfTurn: testEndOfTurn,
    failures,
    report,
    sizes: { ...SIZES, ...options.sizes },
    state: replay.state,
    targets: replay.targets,
    onCheckpoint: async (targets) => {
      await onCheckpoint();
      checkpoints.push(targets);
    },
  });
  const replayed = entries.map(({ folder, baseOffset, position, bytes }) => {
    return `${folder}/${baseOffset}@${position}${bytes === undefined ? '!' : ''}`;
  });
  return { journal, replay, entries, replayed, failures, clock, events, checkpoints };
}

/** A disk with a log directory. */
export async function newDisk(seed = 1): Promise<MemoryFileSystem> {
  const fileSystem = new MemoryFileSystem({ seed });
  await fileSystem.createDirectory(DIRECTORY);
  return fileSystem;
}

/** The folder of a partition, as it is made before its first append. */
export async function newLog(
  fileSystem: FileSystem,
  folder: string,
  topicId: Uuid = randomUuid(new SeededRandom(7)),
): Promise<TestLog> {
  const path = `${DIRECTORY}/${folder}`;
  await fileSystem.createDirectory(path);
  const metadata = Buffer.from(formatPartitionMetadata(topicId));
  await fileSystem.writeWhole(`${path}/${PARTITION_METADATA_FILE}`, metadata);
  return new TestLog(fileSystem, { folder, topicId });
}

/** A log of one segment, written to as a log does. */
export class TestLog {
  readonly log: JournaledLog;
  readonly target: JournalTarget;
  readonly path: string;
  /** How much was written. */
  size = 0;
  private readonly fileSystem: FileSystem;

  constructor(fileSystem: FileSystem, log: JournaledLog, baseOffset = 0) {
    this.fileSystem = fileSystem;
    this.log = log;
    this.path = `${DIRECTORY}/${log.folder}/${logFileName(baseOffset, 'log')}`;
    this.target = { baseOffset, sync: () => this.sync() };
  }

  /** The same log on another disk. */
  on(fileSystem: FileSystem): TestLog {
    const log = new TestLog(fileSystem, this.log, this.target.baseOffset);
    log.size = this.size;
    return log;
  }

  private async sync(): Promise<void> {
    const file = await this.fileSystem.open(this.path);
    await file.datasync();
    await this.fileSystem.syncDirectory(`${DIRECTORY}/${this.log.folder}`);
  }

  /** Writes to the segment, not durably; answers the entry for the journal. */
  async write(bytes: Buffer, onDurable: () => void = () => {}): Promise<JournalEntry> {
    const position = this.size;
    this.size += bytes.byteLength;
    const file = await this.fileSystem.open(this.path, { create: true });
    await file.write(position, [bytes]);
    const { log, target } = this;
    return { log, target, position, byteLength: bytes.byteLength, buffers: [bytes], onDurable };
  }

  /** Writes to the segment and appends to the journal; resolves when it is durable. */
  async append(journal: Journal, text: string): Promise<void> {
    let isDurable = false;
    const entry = await this.write(Buffer.from(text), () => {
      isDurable = true;
    });
    journal.append(entry);
    await settled();
    assert(isDurable, 'the entry is durable');
  }

  async read(fileSystem: FileSystem = this.fileSystem): Promise<string> {
    return String(await fileSystem.readWhole(this.path));
  }
}

/** For how many turns of promises nothing comes to the disk if nothing is under way. */
const SETTLED_TURNS = 500;

/** Lets everything go on that waits for the disk alone. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < SETTLED_TURNS; turn++) await Promise.resolve();
}
