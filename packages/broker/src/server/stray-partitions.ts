import { KafkaError, type Uuid } from '@odradek/base';
import { CLUSTER_METADATA_TOPIC, type MetadataDelta, type MetadataImage } from '@odradek/cluster';
import type { LogManager, PartitionFolder } from '@odradek/storage';

/** What is needed to tell the folders of partitions apart. */
export interface StrayPartitionsOptions {
  readonly logManager: LogManager;
  /** The folders that there are. */
  readonly folders: readonly PartitionFolder[];
  readonly image: MetadataImage;
  /** What the whole metadata log did: among it, the topics that were ever deleted. */
  readonly loaded: MetadataDelta;
  /** Tells the operator. */
  readonly report: (message: string) => void;
}

/**
 * Looks at the folders of partitions before their logs are opened. Those of topics that were deleted
 * are removed: a crash came in between. Those that the metadata never knew are left as they are, and
 * reported: they may be all that is left of somebody's records.
 */
export async function clearStrayPartitions(options: StrayPartitionsOptions): Promise<void> {
  const { logManager, folders, image, loaded, report } = options;
  const deleted = new Set(loaded.removedTopics.map(({ topicId }) => topicId));
  const strays = await straysAmong(folders, deleted, logManager);
  for (const { topic, partition } of folders) {
    if (topic === CLUSTER_METADATA_TOPIC) continue;
    const topicId = strays.get(`${topic}-${partition}`);
    if (topicId !== undefined) await logManager.delete({ topic, topicId, partition });
    else if (image.topics.topic(topic)?.partitions[partition] === undefined) {
      report(
        `The folder ${topic}-${partition} is of a partition that the metadata does not know; it is ` +
          'left alone and not served.',
      );
    }
  }
}

/** How many folders are asked at once which topic they are of. */
const ASKED_AT_ONCE = 64;

/** The folders of topics that were deleted, by name. Most topics are known without a look at them. */
async function straysAmong(
  folders: readonly PartitionFolder[],
  deleted: ReadonlySet<Uuid>,
  logManager: LogManager,
): Promise<ReadonlyMap<string, Uuid>> {
  const strays = new Map<string, Uuid>();
  if (deleted.size === 0) return strays;
  for (let first = 0; first < folders.length; first += ASKED_AT_ONCE) {
    const some = folders.slice(first, first + ASKED_AT_ONCE);
    const ask = async ({ topic, partition }: PartitionFolder): Promise<void> => {
      const topicId = await topicIdOf(logManager, topic, partition);
      if (topicId !== undefined && deleted.has(topicId))
        strays.set(`${topic}-${partition}`, topicId);
    };
    await Promise.all(some.map((folder) => ask(folder)));
  }
  return strays;
}

/** A folder that does not say it is reported when its log is opened. */
async function topicIdOf(
  logManager: LogManager,
  topic: string,
  partition: number,
): Promise<Uuid | undefined> {
  try {
    return await logManager.topicIdOf(topic, partition);
  } catch (error) {
    if (error instanceof KafkaError) return undefined;
    throw error;
  }
}
