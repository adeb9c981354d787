import { KafkaError, type Uuid, uuidToBytes } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';

/** The name of the file in the folder of a partition that says which topic it belongs to. */
export const PARTITION_METADATA_FILE = 'partition.metadata';

/** The text of `partition.metadata` (Kafka's `PartitionMetadataFile`, version 0). */
export function formatPartitionMetadata(topicId: Uuid): string {
  return `version: 0\ntopic_id: ${topicId}`;
}

/** The topic id in `partition.metadata`. Raises `KAFKA_STORAGE_ERROR` that names `path`. */
export function parsePartitionMetadata(path: string, text: string): Uuid {
  const match = /^version: (\d+)\ntopic_id: (\S+)\n?$/.exec(text);
  if (match?.[1] !== '0' || match[2] === undefined) {
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      `${path} is not of version 0 with a topic id; restore it from a copy of the data directory.`,
    );
  }
  uuidToBytes(match[2]);
  return match[2];
}

/** Writes down which topic the folder of a partition is of: durably, when this resolves. */
export async function writeTopicId(
  fileSystem: FileSystem,
  directory: string,
  topicId: Uuid,
): Promise<void> {
  const text = formatPartitionMetadata(topicId);
  await fileSystem.writeWhole(`${directory}/${PARTITION_METADATA_FILE}`, Buffer.from(text));
}

/**
 * The topic that the folder of a partition is of; `undefined` if there is no folder, or it does not
 * say. Rejects with `KAFKA_STORAGE_ERROR` if it cannot be read.
 */
export async function readTopicId(
  fileSystem: FileSystem,
  directory: string,
): Promise<Uuid | undefined> {
  const path = `${directory}/${PARTITION_METADATA_FILE}`;
  try {
    return parsePartitionMetadata(path, (await fileSystem.readWhole(path)).toString());
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    if (error instanceof KafkaError) throw error;
    throw storageError(`${path} cannot be read: ${reasonOf(error)}.`, error);
  }
}
