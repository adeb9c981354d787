import { KafkaError, type Offset } from '@odradek/base';
import {
  type DirectoryEntry,
  partitionDirectoryName,
  PARTITION_METADATA_FILE,
} from '@odradek/storage';

import { partitionFiles, segmentBaseOffsets } from './partition-files.ts';
import type { PlannedPartition } from './plan-import.ts';
import type { SourceCheckpoints } from './source-checkpoints.ts';
import type { SourceFiles } from './source-files.ts';

/** What is copied of a partition. */
export interface PartitionCopy {
  readonly partition: PlannedPartition;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Whether the folder says which topic it is of. */
  readonly hasTopicId: boolean;
  /** Up to where everything is durable, indexes too, as far as Kafka says. */
  readonly recoveryPoint: Offset | undefined;
  readonly logStartOffset: Offset;
  /** What stays, each with the reason. */
  readonly leftOut: readonly string[];
}

/** Where a partition is copied from. */
export interface PlanCopyOptions {
  readonly files: SourceFiles;
  readonly checkpoints: SourceCheckpoints;
  readonly isCleanlyStopped: boolean;
}

/**
 * Decides what is copied of a partition, and how much that is. Rejects with `KAFKA_STORAGE_ERROR` as
 * `partitionFiles`.
 */
export async function planCopy(
  partition: PlannedPartition,
  { files, checkpoints, isCleanlyStopped }: PlanCopyOptions,
): Promise<PartitionCopy> {
  const { path } = partition;
  const key = partitionDirectoryName(partition.topic, partition.partition);
  const entries = await files.list(path);
  const names = entries.map(({ name }) => name);
  const known = checkpoints.recoveryPoint.get(key);
  const plan = partitionFiles({ path, names, recoveryPoint: known, isCleanlyStopped });
  const sized: { name: string; bytes: number }[] = [];
  for (const name of plan.taken) {
    refuseNoFile(path, entries, name);
    sized.push({ name, bytes: await files.size(`${path}/${name}`) });
  }
  const firstOffset = segmentBaseOffsets(names)[0] ?? 0;
  return {
    partition,
    files: sized,
    hasTopicId: names.includes(PARTITION_METADATA_FILE),
    recoveryPoint: plan.recoveryPoint,
    // A log whose first segments are in remote storage says that it begins there.
    logStartOffset: Math.max(checkpoints.logStartOffset.get(key) ?? 0, firstOffset),
    leftOut: plan.leftOut.map(({ name, reason }) => `${path}/${name} (${reason})`),
  };
}

/** A link that leads nowhere is not passed over: there were records. */
function refuseNoFile(path: string, entries: readonly DirectoryEntry[], name: string): void {
  if (entries.some((entry) => entry.name === name && entry.type === 'file')) return;
  throw new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `${path}/${name} has the name of a file of a log, and is neither a file nor a link to one that is ` +
      'there: restore it, and import again.',
  );
}
