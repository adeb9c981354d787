import { KafkaError, type Uuid } from '@odradek/base';
import { CLUSTER_METADATA_TOPIC, type MetadataDelta, type MetadataImage } from '@odradek/cluster';
import type { LocatedFolder, LogManager } from '@odradek/storage';

/** What is needed to tell the folders of partitions apart. */
export interface StrayPartitionsOptions {
  readonly logManager: LogManager;
  /** The folders that there are. */
  readonly folders: readonly LocatedFolder[];
  readonly image: MetadataImage;
  /** What the whole metadata log did: among it, the topics that were ever deleted. */
  readonly loaded: MetadataDelta;
  /** Tells the operator. */
  readonly report: (message: string) => void;
}

/**
 * Looks at the folders of partitions before their logs are opened. Those of topics that were deleted
 * are removed: a crash came in between, or their log directory was offline. Those that the metadata
 * never knew are left as they are, and reported: they may be all that is left of somebody's records.
 * Rejects with `KAFKA_STORAGE_ERROR` if one partition is in two log directories: nobody but the operator
 * knows which of them has its records.
 */
export async function clearStrayPartitions(options: StrayPartitionsOptions): Promise<void> {
  const { logManager, image, loaded, report } = options;
  const folders = options.folders.filter(({ topic }) => topic !== CLUSTER_METADATA_TOPIC);
  const deleted = new Set(loaded.removedTopics.map(({ topicId }) => topicId));
  const several = namesOfSeveral(folders);
  // Opening a log reads its topic once more, so it is not read where it cannot matter.
  const asked = deleted.size > 0 ? folders : folders.filter((each) => several.has(nameOf(each)));
  const topicIds = await topicIdsOf(asked, logManager);
  const kept = new Map<string, LocatedFolder>();
  for (const folder of folders) {
    const { topic, partition } = folder;
    const name = nameOf(folder);
    const topicId = topicIds.get(folder);
    const known = image.topics.topic(topic);
    if (topicId !== undefined && deleted.has(topicId)) {
      await logManager.delete({ topic, topicId, partition });
    } else if (known?.partitions[partition] === undefined) {
      report(
        `The folder ${name} is of a partition that the metadata does not know; it is ` +
          'left alone and not served.',
      );
    } else if (several.has(name) && topicId !== undefined && topicId !== known.topicId) {
      logManager.disown(folder);
      report(`${folder.directory}/${name} is of another topic of that name; it is left alone.`);
    } else {
      const other = kept.get(name);
      if (other !== undefined) throw foundTwice(name, other, folder);
      kept.set(name, folder);
    }
  }
}

function nameOf({ topic, partition }: LocatedFolder): string {
  return `${topic}-${partition}`;
}

/** The names that more than one log directory has. */
function namesOfSeveral(folders: readonly LocatedFolder[]): ReadonlySet<string> {
  const names = new Set<string>();
  const several = new Set<string>();
  for (const name of folders.map(nameOf)) {
    if (names.has(name)) several.add(name);
    names.add(name);
  }
  return several;
}

function foundTwice(name: string, one: LocatedFolder, other: LocatedFolder): KafkaError {
  return new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `Duplicate log directories for ${name} are found in both ${one.directory}/${name} and ` +
      `${other.directory}/${name}. Move away the one that is not to be served, such as that of a disk ` +
      'that has failed lately, and start again.',
  );
}

/** How many folders are asked at once which topic they are of. */
const ASKED_AT_ONCE = 64;

/** The topics of folders. Most are known without a look at them. */
async function topicIdsOf(
  folders: readonly LocatedFolder[],
  logManager: LogManager,
): Promise<ReadonlyMap<LocatedFolder, Uuid | undefined>> {
  const topicIds = new Map<LocatedFolder, Uuid | undefined>();
  for (let first = 0; first < folders.length; first += ASKED_AT_ONCE) {
    const some = folders.slice(first, first + ASKED_AT_ONCE);
    const ask = async (folder: LocatedFolder): Promise<void> => {
      topicIds.set(folder, await topicIdOf(logManager, folder));
    };
    await Promise.all(some.map((folder) => ask(folder)));
  }
  return topicIds;
}

/** A folder that does not say it is reported when its log is opened. */
async function topicIdOf(
  logManager: LogManager,
  { topic, partition, directory }: LocatedFolder,
): Promise<Uuid | undefined> {
  try {
    return await logManager.topicIdOf(topic, partition, directory);
  } catch (error) {
    if (error instanceof KafkaError) return undefined;
    throw error;
  }
}
