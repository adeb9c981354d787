import type { FileSystem } from '../ports/file-system.ts';
import {
  OffsetCheckpoint,
  type PartitionOffset,
  type TopicPartition,
} from './offset-checkpoint.ts';

const RECOVERY_POINT_CHECKPOINT = 'recovery-point-offset-checkpoint';

/**
 * Which partitions have records: whoever is in here, and whose folder or segments are gone, has lost
 * them, and must not be taken for a partition that never had any. Kafka's file, in its format, with
 * offsets up to which everything is durable, as it has them; how far up is not needed here, so they
 * are brought forward only at a clean close.
 *
 * A partition comes in after the file of its first segment is there durably, and before its first
 * record is written: a crash in between leaves a mark with an empty segment, which is a partition
 * without records, or a segment without a mark, which gets one when it is opened. It goes out before
 * its folder is removed (see `LogManager.delete`).
 */
export class RecoveryPoints {
  private readonly checkpoint: OffsetCheckpoint;

  constructor({
    fileSystem,
    directory,
  }: {
    readonly fileSystem: FileSystem;
    /** The log directory. */
    readonly directory: string;
  }) {
    this.checkpoint = new OffsetCheckpoint({
      fileSystem,
      path: `${directory}/${RECOVERY_POINT_CHECKPOINT}`,
      advice:
        'It says which partitions have records; restore it, or, if no folder of a partition is ' +
        'missing, remove it, and it is made again.',
    });
  }

  /** Whether a partition has had records. */
  async has(partition: TopicPartition): Promise<boolean> {
    return (await this.checkpoint.get(partition)) !== undefined;
  }

  /** A partition has records from now on, durably; writes nothing if that is known. */
  mark(partition: TopicPartition): Promise<void> {
    return this.checkpoint.raise(partition, 0);
  }

  /** Everything before these offsets is durable, of partitions that have records. */
  save(offsets: readonly PartitionOffset[]): Promise<void> {
    return this.checkpoint.raiseAll(offsets);
  }

  /** A partition has no records any more, durably. */
  remove(partition: TopicPartition): Promise<void> {
    return this.checkpoint.remove(partition);
  }
}
