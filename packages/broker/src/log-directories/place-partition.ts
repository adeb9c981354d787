import { KafkaError, type Uuid } from '@odradek/base';
import { directoryOfReplica, type PartitionImage } from '@odradek/cluster';
import type { LogManager, PartitionFolder } from '@odradek/storage';

import type { LogDirectories } from './log-directories.ts';

/** Where a partition may be. */
export interface PlacementOptions {
  readonly nodeId: number;
  readonly logManager: LogManager;
  readonly logDirectories: LogDirectories;
}

/**
 * Sees to it that the log of a partition is opened where the partition is: where its folder is, or else
 * where the metadata says. Answers `KAFKA_STORAGE_ERROR` if that log directory could not be used at the
 * start, or if nobody knows which it is and one is offline (Kafka's `LogManager.getOrCreateLog`): a
 * partition never begins anew somewhere else.
 */
export function placePartition(
  topic: string,
  image: PartitionImage,
  { nodeId, logManager, logDirectories }: PlacementOptions,
): KafkaError | undefined {
  const partition = { topic, partition: image.index };
  if (logManager.directoryOf(partition) !== undefined) return undefined;
  const directoryId = directoryOfReplica(image, nodeId);
  if (directoryId === undefined) return unknownDirectory(partition, logDirectories);
  const directory = logDirectories.byId(directoryId);
  if (directory === undefined) return missingDirectory(partition, directoryId, logDirectories);
  logManager.place(partition, directory.path);
  return undefined;
}

function unknownDirectory(
  { topic, partition }: PartitionFolder,
  { offline }: LogDirectories,
): KafkaError | undefined {
  if (offline.length === 0) return undefined;
  return new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `The log of ${topic}-${partition} cannot be opened: it may be in a log directory that is not online ` +
      `(${offline.map(({ path }) => path).join(', ')} cannot be used). Bring that directory back and ` +
      'restart the broker, or delete the topic.',
  );
}

function missingDirectory(
  { topic, partition }: PartitionFolder,
  directoryId: Uuid,
  { all }: LogDirectories,
): KafkaError {
  const offline = all.filter((each) => !('directoryId' in each)).map(({ path }) => path);
  const why =
    offline.length === 0
      ? 'none of log.dirs has'
      : `is not online (${offline.join(', ')} cannot be used)`;
  return new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `The log of ${topic}-${partition} cannot be opened: it is in the log directory with the id ` +
      `${directoryId}, which ${why}. Bring that directory back and restart the broker, or delete the ` +
      'topic.',
  );
}
