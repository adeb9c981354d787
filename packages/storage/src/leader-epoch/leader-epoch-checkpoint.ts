import { TasksInOrder } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { EpochEntry } from './leader-epoch-cache.ts';
import { formatLeaderEpochs, parseLeaderEpochs } from './leader-epoch-format.ts';

/** The name of the file in the folder of a partition. */
const LEADER_EPOCH_CHECKPOINT = 'leader-epoch-checkpoint';

/** The `leader-epoch-checkpoint` of one partition. */
export class LeaderEpochFile {
  private readonly fileSystem: FileSystem;
  readonly path: string;
  private readonly writes: TasksInOrder = new TasksInOrder();

  constructor(fileSystem: FileSystem, directory: string) {
    this.fileSystem = fileSystem;
    this.path = `${directory}/${LEADER_EPOCH_CHECKPOINT}`;
  }

  /**
   * What is written there, `undefined` if there is no file. Rejects with `KAFKA_STORAGE_ERROR` if it
   * cannot be read or is damaged; it is left as it is then.
   */
  async read(): Promise<readonly EpochEntry[] | undefined> {
    try {
      return parseLeaderEpochs(String(await this.fileSystem.readWhole(this.path)));
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw storageError(
        `${this.path} cannot be read: ${reasonOf(error)}. Restore it from a replica or a backup, or ` +
          'remove it: the epochs of the records are in their batches as well.',
        error,
      );
    }
  }

  /**
   * Replaces it, durably and as a whole. Rejects with the error of the file system; the old one or
   * the new one is there then. Writes wait for each other.
   */
  write(entries: readonly EpochEntry[]): Promise<void> {
    const bytes = Buffer.from(formatLeaderEpochs(entries));
    return this.writes.run(() => this.fileSystem.writeWhole(this.path, bytes));
  }
}
