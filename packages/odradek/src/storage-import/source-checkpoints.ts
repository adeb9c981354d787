import { KafkaError, type Offset } from '@odradek/base';
import { partitionDirectoryName } from '@odradek/storage';

import type { KafkaLogDirectory } from './kafka-log-directory.ts';
import type { KafkaSource } from './kafka-source.ts';
import type { SourceFiles } from './source-files.ts';

/** The checkpoints that are taken over, by their names. */
export const CHECKPOINTS = {
  recoveryPoint: 'recovery-point-offset-checkpoint',
  logStartOffset: 'log-start-offset-checkpoint',
  cleanerOffset: 'cleaner-offset-checkpoint',
} as const;

type CheckpointName = keyof typeof CHECKPOINTS;

/** What the checkpoints beside the folder of a partition say of it. */
export type PartitionCheckpoints = {
  readonly [Name in CheckpointName]: Offset | undefined;
};

type Offsets = ReadonlyMap<string, Offset>;

/** What the checkpoints of all log directories say: each of the folders beside it, and of no other. */
export class SourceCheckpoints {
  private readonly directories: readonly string[];
  /** By the path of the folder that a line is about. */
  private readonly offsets: { readonly [Name in CheckpointName]: Offsets };

  private constructor(
    directories: readonly string[],
    offsets: { readonly [Name in CheckpointName]: Offsets },
  ) {
    this.directories = directories;
    this.offsets = offsets;
  }

  /**
   * Reads the checkpoints of all log directories. Rejects as `SourceFiles.checkpoint`, and if one has
   * nothing that Kafka writes when it is stopped in order.
   */
  static async read(
    files: SourceFiles,
    { directories }: Pick<KafkaSource, 'directories'>,
  ): Promise<SourceCheckpoints> {
    const read = (name: CheckpointName): Promise<Offsets> => readAll(files, directories, name);
    return new SourceCheckpoints(
      directories.map(({ path }) => path),
      {
        recoveryPoint: await read('recoveryPoint'),
        logStartOffset: await read('logStartOffset'),
        cleanerOffset: await read('cleanerOffset'),
      },
    );
  }

  /** What is said of the folder of a partition. */
  of(folder: string): PartitionCheckpoints {
    const { recoveryPoint, logStartOffset, cleanerOffset } = this.offsets;
    return {
      recoveryPoint: recoveryPoint.get(folder),
      logStartOffset: logStartOffset.get(folder),
      cleanerOffset: cleanerOffset.get(folder),
    };
  }

  /** Whether a folder of this name was in one of the directories, and had records. */
  hadRecords(folderName: string): boolean {
    return this.directories.some((path) => this.offsets.recoveryPoint.has(`${path}/${folderName}`));
  }
}

async function readAll(
  files: SourceFiles,
  directories: readonly KafkaLogDirectory[],
  name: CheckpointName,
): Promise<Offsets> {
  const offsets = new Map<string, Offset>();
  for (const directory of directories) {
    const path = `${directory.path}/${CHECKPOINTS[name]}`;
    const lines = await files.checkpoint(path);
    if (lines === undefined) refuseUnwritten(directory, path, name);
    for (const { topic, partition, offset } of lines ?? []) {
      offsets.set(`${directory.path}/${partitionDirectoryName(topic, partition)}`, offset);
    }
  }
  return offsets;
}

/**
 * Kafka makes checkpoints empty when it starts, and writes these at each orderly stop: then an empty
 * one has lost its lines, and a partition whose folder is gone would be taken for one without records.
 */
function refuseUnwritten(
  { isCleanlyStopped }: KafkaLogDirectory,
  path: string,
  name: CheckpointName,
): void {
  if (!isCleanlyStopped || name !== 'recoveryPoint') return;
  throw new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `${path} is missing or empty, and Kafka wrote it when it was stopped in order: restore it, or let ` +
      'Apache Kafka start on it, which writes it anew, and stop it in order.',
  );
}
