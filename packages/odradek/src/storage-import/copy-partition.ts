import type { Offset } from '@odradek/base';
import {
  type File,
  type FileSystem,
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  partitionDirectoryName,
} from '@odradek/storage';

import { baseOffsetOfSegment } from './partition-files.ts';
import type { PartitionCopy } from './plan-copy.ts';
import type { PartitionCheckpoints } from './source-checkpoints.ts';
import { SegmentCheck, type SegmentDamage } from './segment-check.ts';
import type { SourceFiles } from './source-files.ts';

/** Damage in a file that was copied. */
interface FileDamage extends SegmentDamage {
  /** Of the source. */
  readonly path: string;
}

/** A partition that was copied. */
export interface CopiedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly logStartOffset: Offset;
  readonly logEndOffset: Offset;
  readonly recoveryPoint: Offset | undefined;
  /** What Kafka knew of it. */
  readonly known: PartitionCheckpoints;
  readonly bytes: number;
  /** Whether offsets are missing in it, as compaction leaves it. */
  readonly hasGaps: boolean;
  /** Batches that are not as they should be, copied as they are. */
  readonly damages: readonly FileDamage[];
}

/** How partitions are copied. */
export interface CopyOptions {
  readonly files: SourceFiles;
  readonly fileSystem: FileSystem;
  /** The data directory that they go to. */
  readonly directory: string;
  /** Told how many bytes were copied since the last call. */
  readonly onBytes: (count: number) => void;
}

/** How much is read and written at a time. */
const CHUNK_BYTES: number = 1024 * 1024;

/**
 * Copies the folder of a partition, and looks at every record batch on the way. Everything is durable
 * when it resolves.
 */
export async function copyPartition(
  copy: PartitionCopy,
  options: CopyOptions,
): Promise<CopiedPartition> {
  const { topic, partition, topicId } = copy.partition;
  const { fileSystem } = options;
  const folder = `${options.directory}/${partitionDirectoryName(topic, partition)}`;
  await fileSystem.createDirectory(folder);
  const damages: FileDamage[] = [];
  let bytes = 0;
  let end: Offset | undefined;
  let hasGaps = false;
  for (const { name, from } of copy.files) {
    const baseOffset = baseOffsetOfSegment(name);
    const check = baseOffset === undefined ? undefined : new SegmentCheck(baseOffset);
    bytes += await copyFile(from, `${folder}/${name}`, options, check);
    if (check === undefined) continue;
    const segment = check.finish();
    const isBehindGap = end !== undefined && baseOffset !== end;
    hasGaps ||= segment.hasGaps || isBehindGap;
    end = segment.nextOffset;
    if (segment.damage !== undefined) {
      damages.push({ ...segment.damage, path: from });
    }
  }
  if (!copy.hasTopicId) {
    const text = Buffer.from(formatPartitionMetadata(topicId));
    await fileSystem.writeWhole(`${folder}/${PARTITION_METADATA_FILE}`, text);
  }
  await fileSystem.syncDirectory(folder);
  const { logStartOffset, recoveryPoint = 0 } = copy;
  // Behind damage nothing was looked at, and Kafka knew how far it went.
  const durableEnd = damages.length === 0 ? 0 : recoveryPoint;
  const logEndOffset = Math.max(logStartOffset, end ?? 0, durableEnd);
  return {
    topic,
    partition,
    logStartOffset,
    logEndOffset,
    recoveryPoint: copy.recoveryPoint,
    known: copy.known,
    bytes,
    hasGaps,
    damages,
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
