import { type KafkaError, type Uuid, ZERO_UUID } from '@odradek/base';
import { directoryOfReplica, type TopicsImage } from '@odradek/cluster';
import type { LogManager, PartitionFolder } from '@odradek/storage';

/** One of `log.dirs` that can be used: its logs are with the log manager. */
export interface UsableLogDirectory {
  readonly path: string;
  /** The `directory.id` of its `meta.properties`. */
  readonly directoryId: Uuid;
}

/** One of `log.dirs` that cannot be used since the start, and why. */
export interface UnusableLogDirectory {
  readonly path: string;
  readonly error: KafkaError;
}

/** One of `log.dirs`. */
export type LogDirectory = UsableLogDirectory | UnusableLogDirectory;

/** What is known of the directories of a broker, and by whom. */
export interface LogDirectoriesOptions {
  readonly nodeId: number;
  /** Those of `log.dirs`, in their order. */
  readonly directories: readonly LogDirectory[];
  readonly logManager: LogManager;
}

/** The log directories of a broker for its partitions, and which of them are online. */
export class LogDirectories {
  private readonly options: LogDirectoriesOptions;

  constructor(options: LogDirectoriesOptions) {
    this.options = options;
  }

  /** All of `log.dirs`, in their order. */
  get all(): readonly LogDirectory[] {
    return this.options.directories;
  }

  /** Those that can be written to now. */
  get online(): readonly UsableLogDirectory[] {
    return this.all.filter(isUsable).filter((directory) => this.errorOf(directory) === undefined);
  }

  /** Those that cannot be written to now: what is nowhere else may be there. */
  get offline(): readonly LogDirectory[] {
    return this.all.filter((directory) => this.errorOf(directory) !== undefined);
  }

  /** Why a directory cannot be used, or `undefined` if it can. */
  errorOf(directory: LogDirectory): KafkaError | undefined {
    return isUsable(directory) ? this.options.logManager.errorOf(directory.path) : directory.error;
  }

  /** The path of the directory of a partition that is hosted here. */
  pathOf(partition: PartitionFolder): string | undefined {
    return this.options.logManager.directoryOf(partition);
  }

  /** The usable directory of an id, be it online or not. */
  byId(directoryId: Uuid): UsableLogDirectory | undefined {
    return this.all.filter(isUsable).find((directory) => directory.directoryId === directoryId);
  }

  /** The usable directory at a path. */
  byPath(path: string): UsableLogDirectory | undefined {
    return this.all.filter(isUsable).find((directory) => directory.path === path);
  }

  /** The ids of the usable directories by their paths, for who asks for many. */
  idsByPath(): ReadonlyMap<string, Uuid> {
    return new Map(this.all.filter(isUsable).map(({ path, directoryId }) => [path, directoryId]));
  }

  /**
   * Chooses directories for new partitions: that with the fewest, the first of those in the order of
   * `log.dirs`, as Kafka's `LogManager.nextLogDirs`. Each choice counts for the next one.
   * `topics` says where the partitions are that there are.
   */
  chooser(topics: TopicsImage): () => Uuid {
    const { online } = this;
    const [only] = online;
    if (only === undefined) return () => ZERO_UUID;
    if (online.length === 1) return () => only.directoryId;
    const counts = this.partitionCounts(topics);
    return () => {
      const countOf = ({ directoryId }: UsableLogDirectory): number => counts.get(directoryId) ?? 0;
      const least = online.reduce((best, each) => (countOf(each) < countOf(best) ? each : best));
      counts.set(least.directoryId, countOf(least) + 1);
      return least.directoryId;
    };
  }

  private partitionCounts(topics: TopicsImage): Map<Uuid, number> {
    const { nodeId } = this.options;
    const counts = new Map<Uuid, number>();
    for (const { partitions } of topics.all()) {
      for (const partition of partitions) {
        const id = directoryOfReplica(partition, nodeId);
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    return counts;
  }
}

function isUsable(directory: LogDirectory): directory is UsableLogDirectory {
  return 'directoryId' in directory;
}
