import { KafkaError, type Uuid, uuidToBytes } from '@odradek/base';

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
