import { type Uuid, uuidToBytes } from '@odradek/base';

/** A partition of a certain topic: after a topic was deleted its name may come back with another id. */
export interface TopicIdPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

/** The partition that a folder is named after. */
export interface PartitionFolder {
  readonly topic: string;
  readonly partition: number;
}

/** The folder of a partition in a certain log directory. */
export interface LocatedFolder extends PartitionFolder {
  /** The path of the log directory. */
  readonly directory: string;
}

/** How long a name in a directory may be on the file systems that there are. */
const NAME_BYTES_MAX = 255;
const PARTITION_NAME = /^(.+)-(\d+)$/;
/** Exactly what `deletedDirectoryName` makes: a folder of somebody else's is never removed. */
const DELETED_NAME = /^.+-\d+\.[0-9a-f]{32}-delete$/;

/** The name of the folder of a partition. */
export function partitionDirectoryName(topic: string, partition: number): string {
  return `${topic}-${partition}`;
}

/** The partition that a folder belongs to by its name, or `undefined` if it is of something else. */
export function parsePartitionDirectoryName(name: string): PartitionFolder | undefined {
  const [, topic, partition] = PARTITION_NAME.exec(name) ?? [];
  if (topic === undefined || partition === undefined) return undefined;
  return { topic, partition: Number(partition) };
}

/**
 * What the folder of a partition is called while it is being deleted: as in Kafka, with the topic cut
 * short if the name would be too long. The id keeps it apart from others of the same topic name.
 */
export function deletedDirectoryName(topic: string, topicId: Uuid, partition: number): string {
  const suffix = `-${partition}.${uuidToBytes(topicId).toString('hex')}-delete`;
  return topic.slice(0, NAME_BYTES_MAX - suffix.length) + suffix;
}

/** Whether a folder is what is left of a partition that was being deleted. */
export function isDeletedDirectoryName(name: string): boolean {
  return DELETED_NAME.test(name);
}
