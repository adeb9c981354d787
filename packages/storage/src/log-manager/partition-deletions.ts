import { type Clock, KafkaError, type Uuid } from '@odradek/base';

import type { PartitionLog } from '../log/partition-log.ts';
import { renameLogDirectory } from '../log/rename-directory.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import { type FileSystem, isRefusal } from '../ports/file-system.ts';
import { DelayedRemovals } from './delayed-removals.ts';
import type { OffsetCheckpoint } from './offset-checkpoint.ts';
import {
  deletedDirectoryName,
  partitionDirectoryName,
  type TopicIdPartition,
} from './partition-directory.ts';
import { readTopicId } from './partition-metadata.ts';
import type { RecoveryPoints } from './recovery-points.ts';

/** What deleting partitions of one log directory needs. */
export interface PartitionDeletionsOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** The log directory. */
  readonly directory: string;
  readonly recoveryPoints: RecoveryPoints;
  readonly startOffsets: OffsetCheckpoint;
  readonly cleanerOffsets: OffsetCheckpoint;
  /** Takes what could not be removed later; the next start does it. */
  readonly onError: (path: string, error: unknown) => void;
}

/** How one partition is deleted. */
export interface PartitionDeletion {
  /** Its log, if it is open; it is discarded. */
  readonly log: PartitionLog | undefined;
  /** Its `file.delete.delay.ms`. */
  readonly delayMs: number;
}

/**
 * Deletes partitions of one log directory, in an order that leaves nothing after a crash that would
 * refuse a later topic of the same name.
 */
export class PartitionDeletions {
  private readonly options: PartitionDeletionsOptions;
  private readonly removals: DelayedRemovals;

  constructor(options: PartitionDeletionsOptions) {
    this.options = options;
    this.removals = new DelayedRemovals(options);
  }

  /** Whether the folder is of another topic with the same name, and so not to be deleted. */
  async isOfAnother(partition: TopicIdPartition): Promise<boolean> {
    const found = await this.readTopicId(partition);
    return found !== undefined && found !== partition.topicId;
  }

  /**
   * Deletes a partition, also one that could not be opened or whose folder is gone. Rejects with
   * `KAFKA_STORAGE_ERROR` if the disk fails.
   *
   * First it is forgotten that there are records, when nothing is under way any more that could write
   * it down again; then the folder gets the name of a deleted one, which goes after
   * `file.delete.delay.ms`; then where the log begins, and up to where it was compacted, is forgotten,
   * which is of no harm without a folder. A crash after the first step leaves a folder of a topic that the metadata says
   * is deleted: whoever starts deletes it again, by `listPartitions` and `topicIdOf`. The other way
   * round it would leave a mark without a folder, which would refuse a later topic of the same name.
   * Only if there is no room to write anything down the folder goes first, and at once.
   */
  async delete(partition: TopicIdPartition, { log, delayMs }: PartitionDeletion): Promise<void> {
    const { recoveryPoints, startOffsets, cleanerOffsets } = this.options;
    try {
      await log?.discard();
      // Only now nothing is under way any more that could make the folder.
      const topicId = await this.readTopicId(partition);
      const hasRoom = await this.tryForget(partition);
      if (topicId !== undefined) await this.removeFolder(partition, delayMs, hasRoom);
      if (!hasRoom) await recoveryPoints.remove(partition);
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      const directory = this.directoryOf(partition);
      throw storageError(`${directory} cannot be removed: ${reasonOf(error)}.`, error);
    }
    await startOffsets.remove(partition);
    await cleanerOffsets.remove(partition);
  }

  /** Begins nothing any more; resolves when nothing is being removed. */
  close(): Promise<void> {
    return this.removals.close();
  }

  /** Answers whether there was room to write that down: without, something has to go first. */
  private async tryForget(partition: TopicIdPartition): Promise<boolean> {
    try {
      await this.options.recoveryPoints.remove(partition);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return false;
    }
  }

  private async removeFolder(
    partition: TopicIdPartition,
    delayMs: number,
    hasRoom: boolean,
  ): Promise<void> {
    const { fileSystem, directory: logDirectory } = this.options;
    const name = deletedDirectoryName(partition.topic, partition.topicId, partition.partition);
    const deleted = `${logDirectory}/${name}`;
    const wasThere = await renameLogDirectory(fileSystem, this.directoryOf(partition), deleted);
    if (!wasThere) return;
    if (hasRoom) this.removals.add(deleted, delayMs);
    else await fileSystem.remove(deleted);
  }

  private readTopicId(partition: TopicIdPartition): Promise<Uuid | undefined> {
    return readTopicId(this.options.fileSystem, this.directoryOf(partition));
  }

  private directoryOf({ topic, partition }: TopicIdPartition): string {
    return `${this.options.directory}/${partitionDirectoryName(topic, partition)}`;
  }
}
