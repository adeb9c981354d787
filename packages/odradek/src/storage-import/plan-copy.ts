import { KafkaError, type Offset } from '@odradek/base';
import { type DirectoryEntry, parseLeaderEpochs, PARTITION_METADATA_FILE } from '@odradek/storage';

import { LEADER_EPOCHS, partitionFiles, segmentBaseOffsets } from './partition-files.ts';
import type { PlannedPartition } from './plan-import.ts';
import type { PartitionCheckpoints, SourceCheckpoints } from './source-checkpoints.ts';
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
  /** What the checkpoints beside its folder say. */
  readonly known: PartitionCheckpoints;
  /** The last epoch of a leader that its folder knows of. */
  readonly lastLeaderEpoch: number | undefined;
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
 * `partitionFiles`, and for leader epochs that cannot be read.
 */
export async function planCopy(
  partition: PlannedPartition,
  { files, checkpoints, isCleanlyStopped }: PlanCopyOptions,
): Promise<PartitionCopy> {
  const { path } = partition;
  const entries = await files.list(path);
  const names = entries.map(({ name }) => name);
  const known = checkpoints.of(path);
  const { recoveryPoint } = known;
  const plan = partitionFiles({ path, names, recoveryPoint, isCleanlyStopped });
  const leftOut = [...plan.leftOut];
  const sized: { name: string; bytes: number }[] = [];
  for (const name of plan.taken) {
    refuseNoFile(path, entries, name);
    const bytes = await files.size(`${path}/${name}`);
    // Kafka makes it empty, and reads that as no epochs.
    if (name === LEADER_EPOCHS && bytes === 0) leftOut.push({ name, reason: 'it is empty' });
    else sized.push({ name, bytes });
  }
  const firstOffset = segmentBaseOffsets(names)[0] ?? 0;
  return {
    partition,
    files: sized,
    hasTopicId: names.includes(PARTITION_METADATA_FILE),
    recoveryPoint: plan.recoveryPoint,
    // A log whose first segments are in remote storage says that it begins there.
    logStartOffset: Math.max(known.logStartOffset ?? 0, firstOffset),
    known,
    lastLeaderEpoch: sized.some(({ name }) => name === LEADER_EPOCHS)
      ? await readLastEpoch(files, `${path}/${LEADER_EPOCHS}`)
      : undefined,
    leftOut: leftOut.map(({ name, reason }) => `${path}/${name} (${reason})`),
  };
}

async function readLastEpoch(files: SourceFiles, path: string): Promise<number | undefined> {
  const text = String(await files.readWhole(path));
  try {
    return parseLeaderEpochs(text).at(-1)?.epoch;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      `${path} cannot be read: ${error.message}. Let Apache Kafka start on it and stop it in order, or ` +
        'restore the file from a copy, and import again.',
      { cause: error },
    );
  }
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
