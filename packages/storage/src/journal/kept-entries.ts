import { assert, KafkaError, type Uuid } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { RecoveredEntry } from './entry-codec.ts';
import {
  formatKeptEntries,
  keptEntriesFileName,
  parseKeptEntries,
  parseKeptEntriesFileName,
} from './kept-entries-file.ts';

/** A partition that entries are of. */
export interface EntriesOwner {
  /** The name of its folder in the log directory. */
  readonly folder: string;
  readonly topicId: Uuid;
}

/** Where the files are. */
export interface KeptEntriesOptions {
  readonly fileSystem: FileSystem;
  /** The log directory. */
  readonly directory: string;
}

interface KeptFile extends EntriesOwner {
  readonly path: string;
  readonly number: number;
}

/**
 * Entries that could not be replayed, as the folder or segment that they belong to is missing or is
 * not what it was: a file beside the journal for each partition, as the journal itself forgets them
 * with its next checkpoint. Each start tries again to replay them.
 */
export class KeptEntries {
  private readonly options: KeptEntriesOptions;
  private files: readonly KeptFile[] = [];

  constructor(options: KeptEntriesOptions) {
    this.options = options;
  }

  /**
   * The entries in all files of the log directory; before everything else. Rejects with
   * `KAFKA_STORAGE_ERROR` if one cannot be read or is damaged, and with `ODRADEK_JOURNAL_VERSION` if
   * a newer version has written it.
   */
  async read(): Promise<readonly RecoveredEntry[]> {
    const { fileSystem, directory } = this.options;
    const all: RecoveredEntry[] = [];
    try {
      for (const { name } of await fileSystem.list(directory)) {
        for (const entry of await this.readFile(name)) all.push(entry);
      }
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      throw storageError(
        `The odradek-journal-kept-* files of ${directory} cannot be read: ${reasonOf(error)}.`,
        error,
      );
    }
    return all;
  }

  private async readFile(name: string): Promise<readonly RecoveredEntry[]> {
    const { fileSystem, directory } = this.options;
    const parsed = parseKeptEntriesFileName(name);
    if (parsed === undefined) return [];
    const path = `${directory}/${name}`;
    if (parsed.isUnfinished) {
      // The journal has its entries, or had those of its partition before it was deleted.
      await fileSystem.remove(path);
      return [];
    }
    const entries = parseKeptEntries(path, await fileSystem.readWhole(path));
    const [first] = entries;
    assert(first !== undefined, 'a file is written only for entries');
    const { folder, topicId } = first;
    this.files = [...this.files, { path, number: parsed.number, folder, topicId }];
    return entries;
  }

  /** Whether there are entries of a partition. */
  has(owner: EntriesOwner): boolean {
    return this.files.some((file) => isOf(file, owner));
  }

  /**
   * Keeps the entries of a partition instead of those that were kept of it before; durably, when it
   * resolves. Answers the path of the file. Rejects with `KAFKA_STORAGE_ERROR` if there is no room or
   * the disk fails; then it is as before.
   */
  async keep(owner: EntriesOwner, entries: readonly RecoveredEntry[]): Promise<string> {
    const { fileSystem, directory } = this.options;
    const file = this.files.find((other) => isOf(other, owner)) ?? this.newFile(owner);
    try {
      await fileSystem.writeWhole(file.path, formatKeptEntries(withoutRepeated(entries)));
    } catch (error) {
      await fileSystem.remove(`${file.path}.tmp`);
      throw storageError(
        `${file.path} cannot be written, which is to keep what the journal has of ` +
          `${directory}/${owner.folder}: ${reasonOf(error)}. Make room there.`,
        error,
      );
    }
    if (!this.files.includes(file)) this.files = [...this.files, file];
    return file.path;
  }

  private newFile({ folder, topicId }: EntriesOwner): KeptFile {
    const number = 1 + this.files.reduce((max, file) => Math.max(max, file.number), 0);
    const path = `${this.options.directory}/${keptEntriesFileName(number)}`;
    return { path, number, folder, topicId };
  }

  /** Forgets the entries of a partition, durably; does nothing if there are none. */
  async drop(owner: EntriesOwner): Promise<void> {
    const { fileSystem, directory } = this.options;
    if (!this.has(owner)) return;
    for (const file of this.files) {
      if (isOf(file, owner)) await fileSystem.remove(file.path);
    }
    await fileSystem.syncDirectory(directory);
    this.files = this.files.filter((file) => !isOf(file, owner));
  }
}

function isOf(file: EntriesOwner, { folder, topicId }: EntriesOwner): boolean {
  return file.folder === folder && file.topicId === topicId;
}

/** The journal has entries that were kept once more if it did not come to a checkpoint since. */
function withoutRepeated(entries: readonly RecoveredEntry[]): readonly RecoveredEntry[] {
  const places = new Map<string, RecoveredEntry>();
  return entries.filter((entry) => {
    const place = `${entry.baseOffset}@${entry.position}+${entry.byteLength}`;
    const known = places.get(place);
    places.set(place, entry);
    return known === undefined || !isSame(known.bytes, entry.bytes);
  });
}

function isSame(left: Buffer | undefined, right: Buffer | undefined): boolean {
  return left === undefined || right === undefined ? left === right : left.equals(right);
}
