import type { Offset } from '@odradek/base';
import { partitionDirectoryName } from '@odradek/storage';

import type { KafkaSource } from './kafka-source.ts';
import type { SourceFiles } from './source-files.ts';

/** The checkpoints that are taken over, by their names. */
export const CHECKPOINTS = {
  recoveryPoint: 'recovery-point-offset-checkpoint',
  logStartOffset: 'log-start-offset-checkpoint',
  cleanerOffset: 'cleaner-offset-checkpoint',
} as const;

type CheckpointName = keyof typeof CHECKPOINTS;

/** What the checkpoints of all log directories say, by the name of the folder of a partition. */
export type SourceCheckpoints = {
  readonly [Name in CheckpointName]: ReadonlyMap<string, Offset>;
};

/** Reads the checkpoints of all log directories as one. Rejects as `SourceFiles.checkpoint`. */
export async function readSourceCheckpoints(
  files: SourceFiles,
  source: KafkaSource,
): Promise<SourceCheckpoints> {
  return {
    recoveryPoint: await readCheckpoints(files, source, CHECKPOINTS.recoveryPoint),
    logStartOffset: await readCheckpoints(files, source, CHECKPOINTS.logStartOffset),
    cleanerOffset: await readCheckpoints(files, source, CHECKPOINTS.cleanerOffset),
  };
}

async function readCheckpoints(
  files: SourceFiles,
  { directories }: KafkaSource,
  name: string,
): Promise<ReadonlyMap<string, Offset>> {
  const offsets = new Map<string, Offset>();
  for (const { path } of directories) {
    for (const { topic, partition, offset } of await files.checkpoint(`${path}/${name}`)) {
      offsets.set(partitionDirectoryName(topic, partition), offset);
    }
  }
  return offsets;
}
