import type { Offset } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';

const VERSION = '0';
const ENTRY = /^(\S+) (\d+) (\d+)$/;

/** A partition by its name, as a checkpoint has it. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a checkpoint has of a partition. */
export interface PartitionOffset extends TopicPartition {
  readonly offset: Offset;
}

interface Entry extends PartitionOffset {
  /** The number of the change that it came with. */
  readonly change: number;
}

/** Where a checkpoint is. */
export interface OffsetCheckpointOptions {
  readonly fileSystem: FileSystem;
  readonly path: string;
  /** What the file is for, and what to do if it cannot be read: the end of an error message. */
  readonly advice: string;
  /**
   * Whether a file without any byte has no entries, as Kafka makes it when it starts (`CheckpointFile`).
   * The default is that it is damaged: what nobody misses if it is lost may not be what it says.
   */
  readonly isEmptyAllowed?: boolean;
}

/**
 * A file of Kafka with one offset for each of some partitions (`OffsetCheckpointFile`, version 0).
 * It is read when it is first asked for. Changes that come while it is being written share the next
 * write; each is told when a write is durable that it was part of. A change that could not be
 * written is part of the next write, and asking for it again writes it. A file that cannot be read
 * is never overwritten: every method rejects with `KAFKA_STORAGE_ERROR`.
 */
export class OffsetCheckpoint {
  private readonly fileSystem: FileSystem;
  private readonly path: string;
  private readonly advice: string;
  private readonly isEmptyAllowed: boolean;
  /** How many changes there were, and how many of them are durable. */
  private changes = 0;
  private durableChanges = 0;
  private loading: Promise<Map<string, Entry>> | undefined;
  private loaded: ReadonlyMap<string, Entry> | undefined;
  /** The write under way, and the one that begins after it. */
  private writing: Promise<void> = Promise.resolve();
  private nextWrite: Promise<void> | undefined;

  constructor(options: OffsetCheckpointOptions) {
    this.fileSystem = options.fileSystem;
    this.path = options.path;
    this.advice = options.advice;
    this.isEmptyAllowed = options.isEmptyAllowed === true;
  }

  /** The offset of a partition, or `undefined`. */
  async get(partition: TopicPartition): Promise<Offset | undefined> {
    return (await this.entries()).get(keyOf(partition))?.offset;
  }

  /** As `get`, at once; nothing is known before `all` was asked for. */
  known(partition: TopicPartition): Offset | undefined {
    return this.loaded?.get(keyOf(partition))?.offset;
  }

  /** What it has of all partitions, in the order of the file. */
  async all(): Promise<readonly PartitionOffset[]> {
    this.loaded = await this.entries();
    return [...this.loaded.values()];
  }

  /** Sets the offset of a partition, durably, unless it is there already, or a greater one. */
  raise({ topic, partition }: TopicPartition, offset: Offset): Promise<void> {
    return this.raiseAll([{ topic, partition, offset }]);
  }

  /** Raises the offsets of some partitions with one write, with none if there is nothing to change. */
  async raiseAll(offsets: readonly PartitionOffset[]): Promise<void> {
    const entries = await this.entries();
    let isDurable = true;
    for (const { topic, partition, offset } of offsets) {
      const key = keyOf({ topic, partition });
      const known = entries.get(key);
      if (known === undefined || known.offset < offset) {
        this.changes++;
        entries.set(key, { topic, partition, offset, change: this.changes });
        isDurable = false;
      } else if (known.change > this.durableChanges) isDurable = false;
    }
    if (!isDurable) await this.write(entries);
  }

  /** Sets the offset of a partition, durably, be it greater or less than before. */
  async set({ topic, partition }: TopicPartition, offset: Offset): Promise<void> {
    const entries = await this.entries();
    this.changes++;
    entries.set(keyOf({ topic, partition }), { topic, partition, offset, change: this.changes });
    await this.write(entries);
  }

  /** Forgets a partition, durably; does nothing if it is not there. */
  async remove(partition: TopicPartition): Promise<void> {
    const entries = await this.entries();
    if (entries.delete(keyOf(partition))) this.changes++;
    // What is not there may still be in the file, if it could not be written when it was removed.
    if (this.changes > this.durableChanges) await this.write(entries);
  }

  private entries(): Promise<Map<string, Entry>> {
    this.loading ??= this.load();
    return this.loading;
  }

  private async load(): Promise<Map<string, Entry>> {
    try {
      const text = (await this.fileSystem.readWhole(this.path)).toString();
      return text === '' && this.isEmptyAllowed ? new Map() : parse(text);
    } catch (error) {
      if (isMissingFile(error)) return new Map();
      this.loading = undefined;
      throw storageError(`${this.path} cannot be read: ${reasonOf(error)}. ${this.advice}`, error);
    }
  }

  private write(entries: ReadonlyMap<string, Entry>): Promise<void> {
    this.nextWrite ??= this.writeAfter(this.writing, entries);
    return this.nextWrite;
  }

  private async writeAfter(
    previous: Promise<void>,
    entries: ReadonlyMap<string, Entry>,
  ): Promise<void> {
    await Promise.allSettled([previous]);
    const { changes } = this;
    this.writing = this.fileSystem.writeWhole(this.path, Buffer.from(format(entries)));
    this.nextWrite = undefined;
    await this.writing;
    this.durableChanges = changes;
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function format(entries: ReadonlyMap<string, Entry>): string {
  const lines = [...entries.values()].map(
    ({ topic, partition, offset }) => `${topic} ${partition} ${offset}\n`,
  );
  return `${VERSION}\n${entries.size}\n${lines.join('')}`;
}

function parse(text: string): Map<string, Entry> {
  const [version, count, ...lines] = text.split('\n');
  if (version !== VERSION) throw new Error(`its version is ${version}, not ${VERSION}`);
  if (lines.pop() !== '' || String(lines.length) !== count) {
    throw new Error(`it says that it has ${count} lines, and has ${lines.length}`);
  }
  const entries = lines.map((line) => parseEntry(line));
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}

function parseEntry(line: string): Entry {
  const [, topic, partition, offset] = ENTRY.exec(line) ?? [];
  if (topic === undefined || !Number.isSafeInteger(Number(offset))) {
    throw new Error(`the line "${line}" is no topic, partition and offset`);
  }
  return { topic, partition: Number(partition), offset: Number(offset), change: 0 };
}
