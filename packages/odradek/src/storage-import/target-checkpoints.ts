import type { Offset } from '@odradek/base';
import {
  type FileSystem,
  OffsetCheckpoint,
  partitionDirectoryName,
  type PartitionOffset,
} from '@odradek/storage';

import type { CopiedPartition } from './copy-partition.ts';
import { CHECKPOINTS, type SourceCheckpoints } from './source-checkpoints.ts';

/** Writes what is known of the partitions that were copied where the broker looks for it, durably. */
export async function writeTargetCheckpoints(
  copied: readonly CopiedPartition[],
  { cleanerOffset, logStartOffset }: SourceCheckpoints,
  { fileSystem, directory }: { readonly fileSystem: FileSystem; readonly directory: string },
): Promise<void> {
  const write = async (
    name: string,
    offsetOf: (partition: CopiedPartition, key: string) => Offset | undefined,
  ): Promise<void> => {
    const offsets = copied.flatMap((copy): PartitionOffset[] => {
      const { topic, partition } = copy;
      const offset = offsetOf(copy, partitionDirectoryName(topic, partition));
      return offset === undefined ? [] : [{ topic, partition, offset }];
    });
    const advice = 'An import writes it: remove the directory and import again.';
    const path = `${directory}/${name}`;
    await new OffsetCheckpoint({ fileSystem, path, advice }).raiseAll(offsets);
  };
  await write(CHECKPOINTS.recoveryPoint, ({ recoveryPoint }) => recoveryPoint);
  // A log with gaps is opened only if it was compacted, and this tells, whatever Kafka remembers.
  await write(
    CHECKPOINTS.cleanerOffset,
    (copy, key) => cleanerOffset.get(key) ?? (copy.hasGaps ? copy.logStartOffset : undefined),
  );
  await write(CHECKPOINTS.logStartOffset, (copy, key) =>
    logStartOffset.has(key) ? copy.logStartOffset : undefined,
  );
}
