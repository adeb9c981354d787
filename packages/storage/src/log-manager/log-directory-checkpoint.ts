import { KafkaError, type Uuid } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import { type File, type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import {
  type CheckpointChange,
  type CheckpointEntry,
  type CheckpointFrame,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeFrame,
} from './log-checkpoint-format.ts';
import type { LogSummary } from './log-summary.ts';
import type { TopicPartition } from './offset-checkpoint.ts';
import { partitionDirectoryName } from './partition-directory.ts';

/** The name of the file in the log directory. Kafka ignores it. */
export const LOG_CHECKPOINT_FILE = 'odradek-log-checkpoint';
/** What is appended may be as long as what is known, or this long, before the file is made anew. */
const APPENDED_BYTES_MIN: number = 256 * 1024;

/** Where the checkpoint is. */
export interface LogDirectoryCheckpointOptions {
  readonly fileSystem: FileSystem;
  /** The log directory. */
  readonly directory: string;
  readonly report: Report;
}

/** A partition, and the topic that its folder is of. */
export interface CheckpointPartition extends TopicPartition {
  readonly topicId: Uuid;
}

/** What is known of a log as it is now. */
export interface PartitionSummary extends CheckpointPartition {
  readonly summary: LogSummary;
}

/** What is known of a partition, and when it came. */
interface Known {
  readonly entry: CheckpointEntry;
  /** The number of the change that it came with. */
  readonly change: number;
}

/**
 * What is known of the logs of a log directory without opening them: `odradek-log-checkpoint`, one
 * small file that is read as a whole, and changed by appending. A summary counts unless something may
 * have been written to its log since: before that the partition is marked dirty, durably.
 *
 * Nothing in it is needed to open a log: Kafka's own files say which partitions have records, where
 * they begin and up to where they are durable. A file that is damaged is reported, and made anew.
 *
 * Changes that come while it is being written share the next write; each is told when a write is
 * durable that it was part of. What could not be written is part of the next write.
 */
export class LogDirectoryCheckpoint {
  /** Whether the directory was closed in order with what was loaded. */
  wasClosed = false;
  private readonly options: LogDirectoryCheckpointOptions;
  private readonly known = new Map<string, Known>();
  /** What the next write has, by partition. */
  private changed = new Map<string, CheckpointChange>();
  private isClosed = false;
  private changes = 0;
  private durableChanges = 0;
  /** The write under way, and the one that begins after it. */
  private writing: Promise<void> = Promise.resolve();
  private nextWrite: Promise<void> | undefined;
  private file: File | undefined;
  /** Where the file ends. */
  private position = 0;
  /** How long the file may become before it is made anew; 0 if nothing may be appended to it. */
  private positionMax = 0;

  private constructor(options: LogDirectoryCheckpointOptions) {
    this.options = options;
  }

  /**
   * Reads the checkpoint, if there is one. Rejects with `KAFKA_STORAGE_ERROR` if it cannot be read,
   * or is of a newer version.
   */
  static async load(options: LogDirectoryCheckpointOptions): Promise<LogDirectoryCheckpoint> {
    const checkpoint = new LogDirectoryCheckpoint(options);
    await checkpoint.read();
    return checkpoint;
  }

  private get path(): string {
    return `${this.options.directory}/${LOG_CHECKPOINT_FILE}`;
  }

  private async read(): Promise<void> {
    const { fileSystem, report } = this.options;
    const { path } = this;
    try {
      const bytes = await readDurably(fileSystem, path);
      const { frames, isTorn } = decodeCheckpoint(path, bytes);
      for (const frame of frames) this.replay(frame);
      this.position = bytes.byteLength;
      if (!isTorn) this.positionMax = positionMaxOf(bytes.byteLength);
    } catch (error) {
      if (isMissingFile(error)) return;
      if (error instanceof KafkaError) throw error;
      if (error instanceof Error && 'syscall' in error) {
        throw storageError(`${path} cannot be read: ${reasonOf(error)}.`, error);
      }
      report({ type: 'checkpoint-ignored', path, reason: reasonOf(error) });
    }
  }

  private replay({ isClosed, changes }: CheckpointFrame): void {
    this.wasClosed = isClosed;
    for (const change of changes) {
      if (change.type === 'removal') this.known.delete(keyOf(change));
      else this.known.set(keyOf(change.entry), { entry: change.entry, change: 0 });
    }
  }

  /** Whether anything is known. */
  get hasEntries(): boolean {
    return this.known.size > 0;
  }

  /** What is known of the log of a partition, unless something may have been written to it since. */
  summaryOf({ topic, partition, topicId }: CheckpointPartition): LogSummary | undefined {
    const entry = this.known.get(keyOf({ topic, partition }))?.entry;
    const counts = entry !== undefined && !entry.isDirty && entry.topicId === topicId;
    return counts ? entry.summary : undefined;
  }

  /** The topic that the folder of a partition was of when it was written to last, if it is known. */
  topicIdOf(partition: TopicPartition): Uuid | undefined {
    return this.known.get(keyOf(partition))?.entry.topicId;
  }

  /** As `topicIdOf`, by the name of the folder. */
  topicIdOfFolder(folder: string): Uuid | undefined {
    return this.known.get(folder)?.entry.topicId;
  }

  /** No summary counts any more: somebody else may have used the directory since. */
  distrustAll(): void {
    for (const { entry } of this.known.values()) this.distrust(entry);
  }

  /** The summaries of partitions do not count that have none of these folders. */
  distrustWithout(folders: ReadonlySet<string>): void {
    for (const { entry } of this.known.values()) {
      if (!folders.has(partitionDirectoryName(entry.topic, entry.partition))) this.distrust(entry);
    }
  }

  /** The summary of a partition does not count; it is for the next write to tell that. */
  distrust(partition: TopicPartition): void {
    const key = keyOf(partition);
    const known = this.known.get(key);
    if (known === undefined || known.entry.isDirty) return;
    this.set(key, { ...known.entry, isDirty: true });
  }

  /** Whether the log of a partition may miss what it has acknowledged. */
  isUnsynced({ topic, partition, topicId }: CheckpointPartition): boolean {
    const entry = this.known.get(keyOf({ topic, partition }))?.entry;
    return entry?.topicId === topicId && entry.isUnsynced;
  }

  /**
   * Something is going to be written to the log of a partition: its summary does not count from now
   * on. Durable when it resolves; writes nothing if it is that already.
   */
  markDirty(partition: CheckpointPartition): Promise<void> {
    return this.mark(partition, { isUnsynced: false });
  }

  /** As `markDirty`; and what is written will not be synced, so that a crash may take it away. */
  markUnsynced(partition: CheckpointPartition): Promise<void> {
    return this.mark(partition, { isUnsynced: true });
  }

  private async mark(
    { topic, partition, topicId }: CheckpointPartition,
    marks: { readonly isUnsynced: boolean },
  ): Promise<void> {
    const key = keyOf({ topic, partition });
    const known = this.known.get(key);
    const entry = known?.entry.topicId === topicId ? known.entry : undefined;
    const isUnsynced = marks.isUnsynced || entry?.isUnsynced === true;
    if (entry?.isDirty === true && entry.isUnsynced === isUnsynced) {
      if ((known?.change ?? 0) > this.durableChanges) await this.write();
      return;
    }
    const summary = entry?.summary;
    this.set(key, { topic, partition, topicId, isDirty: true, isUnsynced, summary });
    await this.write();
  }

  /**
   * What is known of some logs now, with one write. A partition that is marked stays so, unless
   * `areClean`: everything is synced, and nothing will be written to them without another mark.
   */
  async record(
    summaries: readonly PartitionSummary[],
    { areClean = false }: { readonly areClean?: boolean } = {},
  ): Promise<void> {
    if (summaries.length === 0) return;
    for (const { topic, partition, topicId, summary } of summaries) {
      const key = keyOf({ topic, partition });
      const known = this.known.get(key)?.entry;
      const entry = areClean || known?.topicId !== topicId ? undefined : known;
      const { isDirty = false, isUnsynced = false } = entry ?? {};
      this.set(key, { topic, partition, topicId, isDirty, isUnsynced, summary });
    }
    await this.write();
  }

  /** Nothing is known of a partition any more, durably; writes nothing if nothing was. */
  async remove({ topic, partition }: TopicPartition): Promise<void> {
    const key = keyOf({ topic, partition });
    const change = this.changed.get(key);
    if (!this.known.delete(key) && change === undefined) {
      // It may be about to be written that it is removed.
      if (this.changes > this.durableChanges) await this.write();
      return;
    }
    this.changes++;
    this.changed.set(key, { type: 'removal', topic, partition });
    await this.write();
  }

  /** The directory is in use, and what is not believed any more is not, durably. */
  async use(): Promise<void> {
    if (this.wasClosed) this.changes++;
    this.wasClosed = false;
    if (this.changes > this.durableChanges) await this.write();
  }

  /** Writes down what was not, and that the directory was closed in order; then closes the file. */
  async close({ isInOrder }: { readonly isInOrder: boolean }): Promise<void> {
    if (isInOrder) {
      this.isClosed = true;
      this.changes++;
    }
    if (this.changes > this.durableChanges) await this.write();
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private set(key: string, entry: CheckpointEntry): void {
    this.changes++;
    this.known.set(key, { entry, change: this.changes });
    this.changed.set(key, { type: 'entry', entry });
  }

  private write(): Promise<void> {
    this.nextWrite ??= this.writeAfter(this.writing);
    return this.nextWrite;
  }

  private async writeAfter(previous: Promise<void>): Promise<void> {
    await Promise.allSettled([previous]);
    const { changes, changed } = this;
    this.changed = new Map();
    this.nextWrite = undefined;
    this.writing = this.writeChanges([...changed.values()]);
    await this.writing;
    this.durableChanges = changes;
  }

  /** Appends them; whatever goes wrong with that, the file is made anew by the next write. */
  private async writeChanges(changes: readonly CheckpointChange[]): Promise<void> {
    const frame = encodeFrame({ isClosed: this.isClosed, changes });
    const { position, positionMax } = this;
    if (position + frame.byteLength > positionMax) {
      await this.rewrite();
      return;
    }
    this.positionMax = 0;
    this.file ??= await this.options.fileSystem.open(this.path);
    await this.file.write(position, [frame]);
    await this.file.datasync();
    this.position = position + frame.byteLength;
    this.positionMax = positionMax;
  }

  /** Writes everything that is known, as a whole. */
  private async rewrite(): Promise<void> {
    const { file } = this;
    this.positionMax = 0;
    this.file = undefined;
    await file?.close();
    const changes = [...this.known.values()].map(({ entry }): CheckpointChange => ({
      type: 'entry',
      entry,
    }));
    const bytes = encodeCheckpoint({ isClosed: this.isClosed, changes });
    await this.options.fileSystem.writeWhole(this.path, bytes);
    this.position = bytes.byteLength;
    this.positionMax = positionMaxOf(bytes.byteLength);
  }
}

/** All of a file, which survives a loss of power then: a process that was killed may not have synced it. */
async function readDurably(fileSystem: FileSystem, path: string): Promise<Buffer> {
  const file = await fileSystem.open(path);
  try {
    await file.datasync();
    return await file.read(0, await file.size());
  } finally {
    await file.close();
  }
}

/** The name of the folder of a partition. */
function keyOf({ topic, partition }: TopicPartition): string {
  return partitionDirectoryName(topic, partition);
}

function positionMaxOf(bytes: number): number {
  return bytes + Math.max(bytes, APPENDED_BYTES_MIN);
}
