import { KafkaError, type Offset } from '@odradek/base';
import { type DirectoryEntry, parseLeaderEpochs, PARTITION_METADATA_FILE } from '@odradek/storage';

import { resumeCompaction, swappedSegments } from './interrupted-compaction.ts';
import {
  baseOffsetOfSegment,
  LEADER_EPOCHS,
  partitionFiles,
  segmentBaseOffsets,
} from './partition-files.ts';
import type { PlannedPartition } from './plan-import.ts';
import type { PartitionCheckpoints, SourceCheckpoints } from './source-checkpoints.ts';
import { SegmentCheck } from './segment-check.ts';
import type { SourceFiles } from './source-files.ts';

/** A file that is copied. */
export interface CopiedFile {
  /** The name of the copy. */
  readonly name: string;
  /** Where it is. */
  readonly from: string;
  readonly bytes: number;
}

/** What is copied of a partition. */
export interface PartitionCopy {
  readonly partition: PlannedPartition;
  readonly files: readonly CopiedFile[];
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
  /** The segments that were about to take the place of others when Kafka was interrupted, and do. */
  readonly swapped: readonly string[];
}

/** Where a partition is copied from. */
export interface PlanCopyOptions {
  readonly files: SourceFiles;
  readonly checkpoints: SourceCheckpoints;
  readonly isCleanlyStopped: boolean;
}

/**
 * Decides what is copied of a partition, and how much that is. Rejects with `KAFKA_STORAGE_ERROR` for
 * leader epochs that cannot be read, and for a segment that was about to take the place of others and is
 * damaged.
 */
export async function planCopy(
  partition: PlannedPartition,
  { files, checkpoints, isCleanlyStopped }: PlanCopyOptions,
): Promise<PartitionCopy> {
  const { path } = partition;
  const entries = await files.list(path);
  const found = entries.map(({ name }) => name);
  const ends = await endsOfSwapped(files, path, swappedSegments(found));
  const resumed = resumeCompaction(found, ends);
  const names = resumed.files.map(({ name }) => name);
  const sources = new Map(resumed.files.map(({ name, source }) => [name, source]));
  const known = checkpoints.of(path);
  const { recoveryPoint } = known;
  const plan = partitionFiles({ names, recoveryPoint, isCleanlyStopped });
  const leftOut = [...resumed.leftOut, ...plan.leftOut];
  const sized: CopiedFile[] = [];
  for (const name of plan.taken) {
    const source = sources.get(name) ?? name;
    refuseNoFile(path, entries, source);
    const from = `${path}/${source}`;
    const bytes = await files.size(from);
    // Kafka makes it empty, and reads that as no epochs.
    if (name === LEADER_EPOCHS && bytes === 0) leftOut.push({ name, reason: 'it is empty' });
    else sized.push({ name, from, bytes });
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
    swapped: [...ends.keys()].map((name) => `${path}/${name}`),
    leftOut: leftOut.map(({ name, reason }) => `${path}/${name} (${reason})`),
  };
}

/** The offset behind the last record of each segment, by name. */
async function endsOfSwapped(
  files: SourceFiles,
  path: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Offset>> {
  const ends = new Map<string, Offset>();
  for (const name of names) {
    const check = new SegmentCheck(baseOffsetOfSegment(name.replace(/\.swap$/, '')) ?? 0);
    for await (const chunk of files.chunks(`${path}/${name}`)) check.push(chunk);
    const { nextOffset, damage } = check.finish();
    if (damage !== undefined) {
      throw new KafkaError(
        'KAFKA_STORAGE_ERROR',
        `${path}/${name} is of a compaction that was interrupted, and damaged at byte ${damage.position} ` +
          `(${damage.reason}), so that it cannot be told which segments it takes the place of. Let Apache ` +
          'Kafka start on it, stop it in order, and import then.',
      );
    }
    ends.set(name, nextOffset);
  }
  return ends;
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
