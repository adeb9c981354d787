import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import {
  OffsetCheckpoint,
  type PartitionOffset,
  type TopicPartition,
} from './offset-checkpoint.ts';

const RECOVERY_POINT_CHECKPOINT = 'recovery-point-offset-checkpoint';

/**
 * Kafka's `recovery-point-offset-checkpoint`: which partitions have records, and up to where those are
 * durable with their indexes and producers, so that nobody looks at them when the log is opened.
 * Whoever is in here, and whose folder or segments are gone, has lost them, and must not be taken for
 * a partition that never had any.
 *
 * A partition comes in after the file of its first segment is there durably, and before its first
 * record is written: a crash in between leaves a mark with an empty segment, which is a partition
 * without records, or a segment without a mark, which gets one when it is opened. It goes out before
 * its folder is removed (see `PartitionDeletions.delete`).
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

  /** The recovery point of a partition that has had records, or `undefined`. */
  get(partition: TopicPartition): Promise<Offset | undefined> {
    return this.checkpoint.get(partition);
  }

  /** As `get`, at once; nothing is known before `all` was asked for. */
  known(partition: TopicPartition): Offset | undefined {
    return this.checkpoint.known(partition);
  }

  /** All partitions that have had records. */
  all(): Promise<readonly PartitionOffset[]> {
    return this.checkpoint.all();
  }

  /** A partition has records from now on, durably; writes nothing if that is known. */
  mark(partition: TopicPartition): Promise<void> {
    return this.checkpoint.raise(partition, 0);
  }

  /** The recovery points of partitions that have records are these, or greater ones. */
  raise(offsets: readonly PartitionOffset[]): Promise<void> {
    return this.checkpoint.raiseAll(offsets);
  }

  /** The recovery point of a partition is this one, be it less than before. */
  set(partition: TopicPartition, offset: Offset): Promise<void> {
    return this.checkpoint.set(partition, offset);
  }

  /** A partition has no records any more, durably. */
  remove(partition: TopicPartition): Promise<void> {
    return this.checkpoint.remove(partition);
  }
}
