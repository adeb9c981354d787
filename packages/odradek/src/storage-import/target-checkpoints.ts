import type { Offset } from '@odradek/base';
import { type FileSystem, OffsetCheckpoint, type PartitionOffset } from '@odradek/storage';

import type { CopiedPartition } from './copy-partition.ts';
import { CHECKPOINTS } from './source-checkpoints.ts';

/** Writes what is known of the partitions that were copied where the broker looks for it, durably. */
export async function writeTargetCheckpoints(
  copied: readonly CopiedPartition[],
  { fileSystem, directory }: { readonly fileSystem: FileSystem; readonly directory: string },
): Promise<void> {
  const write = async (
    name: string,
    offsetOf: (partition: CopiedPartition) => Offset | undefined,
  ): Promise<void> => {
    const offsets = copied.flatMap((copy): PartitionOffset[] => {
      const { topic, partition } = copy;
      const offset = offsetOf(copy);
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
    ({ known, hasGaps, logStartOffset }) =>
      known.cleanerOffset ?? (hasGaps ? logStartOffset : undefined),
  );
  await write(CHECKPOINTS.logStartOffset, ({ known, logStartOffset }) =>
    known.logStartOffset === undefined ? undefined : logStartOffset,
  );
}
