import type { Offset } from '@odradek/base';
import {
  type File,
  type FileSystem,
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  partitionDirectoryName,
} from '@odradek/storage';

import { baseOffsetOfSegment, partitionFiles, segmentBaseOffsets } from './partition-files.ts';
import type { PlannedPartition } from './plan-import.ts';
import { SegmentCheck, type SegmentDamage } from './segment-check.ts';
import type { SourceFiles } from './source-files.ts';

/** A partition that was copied. */
export interface CopiedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly logStartOffset: Offset;
  readonly logEndOffset: Offset;
  readonly recoveryPoint: Offset | undefined;
  readonly bytes: number;
  /** Batches that are not as they should be, copied as they are. */
  readonly damages: readonly (SegmentDamage & { readonly path: string })[];
  /** What stayed, each with the reason. */
  readonly leftOut: readonly string[];
}

/** What is known of a partition before it is copied. */
export interface PartitionOffsets {
  readonly recoveryPoint: Offset | undefined;
  /** Where the log begins, if records were deleted. */
  readonly logStartOffset: Offset | undefined;
}

/** How partitions are copied. */
export interface CopyOptions {
  readonly files: SourceFiles;
  readonly fileSystem: FileSystem;
  /** The data directory that they go to. */
  readonly directory: string;
  readonly isCleanlyStopped: boolean;
  /** Told how many bytes were copied since the last call. */
  readonly onBytes: (count: number) => void;
}

/** How much is read and written at a time. */
const CHUNK_BYTES: number = 1024 * 1024;

/**
 * Copies the folder of a partition, and looks at every record batch on the way. Everything is durable
 * when it resolves, but the name of the folder in the data directory.
 */
export async function copyPartition(
  planned: PlannedPartition,
  offsets: PartitionOffsets,
  options: CopyOptions,
): Promise<CopiedPartition> {
  const { path, topic, partition, topicId } = planned;
  const { files, fileSystem, isCleanlyStopped } = options;
  const names = (await files.list(path)).map(({ name }) => name);
  const { recoveryPoint } = offsets;
  const plan = partitionFiles({ path, names, recoveryPoint, isCleanlyStopped });
  const folder = `${options.directory}/${partitionDirectoryName(topic, partition)}`;
  await fileSystem.createDirectory(folder);
  const damages: (SegmentDamage & { readonly path: string })[] = [];
  let bytes = 0;
  let end = 0;
  for (const name of plan.taken) {
    const baseOffset = baseOffsetOfSegment(name);
    const check = baseOffset === undefined ? undefined : new SegmentCheck(baseOffset);
    bytes += await copyFile(`${path}/${name}`, `${folder}/${name}`, options, check);
    const { nextOffset = 0, damage } = check?.finish() ?? {};
    end = Math.max(end, nextOffset);
    if (damage !== undefined) damages.push({ ...damage, path: `${path}/${name}` });
  }
  if (!names.includes(PARTITION_METADATA_FILE)) {
    const text = Buffer.from(formatPartitionMetadata(topicId));
    await fileSystem.writeWhole(`${folder}/${PARTITION_METADATA_FILE}`, text);
  }
  await fileSystem.syncDirectory(folder);
  const firstOffset = segmentBaseOffsets(names)[0] ?? 0;
  const logStartOffset = Math.max(offsets.logStartOffset ?? 0, firstOffset);
  // Behind damage nothing was looked at, and Kafka knew how far it went.
  const known = damages.length === 0 ? 0 : (recoveryPoint ?? 0);
  return {
    topic,
    partition,
    logStartOffset,
    logEndOffset: Math.max(end, logStartOffset, known),
    recoveryPoint: plan.recoveryPoint,
    bytes,
    damages,
    leftOut: plan.leftOut.map(({ name, reason }) => `${path}/${name} (${reason})`),
  };
}

/** Copies one file, durably but for its name. Answers its size. */
async function copyFile(
  from: string,
  to: string,
  { files, fileSystem, onBytes }: CopyOptions,
  check: SegmentCheck | undefined,
): Promise<number> {
  const source = await files.open(from);
  try {
    const target = await fileSystem.open(to, { create: true });
    try {
      return await copyBytes(source, target, (chunk) => {
        check?.push(chunk);
        onBytes(chunk.byteLength);
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyBytes(
  source: Pick<File, 'read'>,
  target: File,
  onChunk: (chunk: Buffer) => void,
): Promise<number> {
  let position = 0;
  for (;;) {
    const chunk = await source.read(position, CHUNK_BYTES);
    if (chunk.byteLength === 0) break;
    await target.write(position, [chunk]);
    onChunk(chunk);
    position += chunk.byteLength;
  }
  if (position > 0) await target.datasync();
  return position;
}
