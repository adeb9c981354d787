import { KafkaError, type Uuid } from '@odradek/base';

import type { LogConfig } from '../log/log-config.ts';
import { PartitionLog } from '../log/partition-log.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  parsePartitionDirectoryName,
  partitionDirectoryName,
} from './partition-directory.ts';
import {
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  parsePartitionMetadata,
} from './partition-metadata.ts';

/** A partition of a certain topic: after a topic was deleted its name may come back with another id. */
export interface TopicIdPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

/** Where the logs are, and what they need. */
export interface LogManagerOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly report: Report;
  /** The log directory. */
  readonly directory: string;
  readonly config: Partial<LogConfig>;
}

/** The logs of one log directory. */
export class LogManager {
  private readonly options: LogManagerOptions;
  private readonly logs = new Map<string, PartitionLog>();
  /** What must end before the log of a folder can be opened: its opening or its deletion. */
  private readonly pending = new Map<string, Promise<unknown>>();

  constructor(options: LogManagerOptions) {
    this.options = options;
  }

  /**
   * Looks through the log directory before it is used: removes what is left of deleted partitions,
   * reports folders that are of no partition, and answers the partitions that there are.
   */
  async listPartitions(): Promise<
    readonly { readonly topic: string; readonly partition: number }[]
  > {
    const { fileSystem, directory: logDirectory, report } = this.options;
    const found: { readonly topic: string; readonly partition: number }[] = [];
    for (const { name, type } of await fileSystem.list(logDirectory)) {
      if (type !== 'directory') continue;
      const directory = `${logDirectory}/${name}`;
      const partition = parsePartitionDirectoryName(name);
      if (partition !== undefined) found.push(partition);
      else if (isDeletedDirectoryName(name)) {
        await fileSystem.remove(directory);
        report({ type: 'deleted-log-removed', directory });
      } else report({ type: 'directory-ignored', directory });
    }
    return found;
  }

  /** The log of a partition if it is open. */
  get(topic: string, partition: number): PartitionLog | undefined {
    return this.logs.get(partitionDirectoryName(topic, partition));
  }

  /** The logs that are open. */
  all(): Iterable<PartitionLog> {
    return this.logs.values();
  }

  /**
   * The log of a partition, opened with what its folder holds. A folder is made with the first
   * record. Rejects with `INCONSISTENT_TOPIC_ID` if the folder belongs to another topic of the same
   * name, and with `KAFKA_STORAGE_ERROR` if it cannot be read; both are reported too.
   */
  async getOrCreate(partition: TopicIdPartition): Promise<PartitionLog> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    // Nothing may come between the last look at `pending` and `track`, which adds to it.
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    return this.logs.get(name) ?? this.track(name, this.open(name, partition));
  }

  private async open(
    name: string,
    { topic, topicId, partition }: TopicIdPartition,
  ): Promise<PartitionLog> {
    const { fileSystem, directory: logDirectory, endOfTurn, report, config } = this.options;
    const directory = `${logDirectory}/${name}`;
    try {
      const found = await this.readTopicId(directory);
      if (found !== undefined && found !== topicId) {
        throw inconsistentTopicId(directory, found, topicId);
      }
      const log = await PartitionLog.open({
        ...config,
        fileSystem,
        endOfTurn,
        report,
        directory,
        deletedDirectory: `${logDirectory}/${deletedDirectoryName(topic, topicId, partition)}`,
        prepareDirectory: () => this.prepareDirectory(directory, topicId),
      });
      if (found === undefined && log.hasFiles) {
        await log.close();
        throw missingTopicId(directory);
      }
      this.logs.set(name, log);
      return log;
    } catch (error) {
      if (error instanceof KafkaError) report({ type: 'log-refused', directory, error });
      throw error;
    }
  }

  private async prepareDirectory(directory: string, topicId: Uuid): Promise<void> {
    const { fileSystem } = this.options;
    await fileSystem.createDirectory(directory);
    const text = formatPartitionMetadata(topicId);
    await fileSystem.writeWhole(`${directory}/${PARTITION_METADATA_FILE}`, Buffer.from(text));
  }

  private async readTopicId(directory: string): Promise<Uuid | undefined> {
    const path = `${directory}/${PARTITION_METADATA_FILE}`;
    try {
      const text = (await this.options.fileSystem.readWhole(path)).toString();
      return parsePartitionMetadata(path, text);
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      if (error instanceof KafkaError) throw error;
      throw storageError(`${path} cannot be read: ${reasonOf(error)}.`, error);
    }
  }

  /** Closes the log of a partition, if it is open, and removes its files. */
  async delete(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    const log = await this.getOrCreate(partition);
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    if (this.logs.get(name) !== log) return;
    this.logs.delete(name);
    await this.track(name, log.delete());
  }

  /** Whoever wants the same log meanwhile waits for this. */
  private async track<Result>(name: string, task: Promise<Result>): Promise<Result> {
    this.pending.set(name, task);
    try {
      return await task;
    } finally {
      if (this.pending.get(name) === task) this.pending.delete(name);
    }
  }

  /** Makes every log durable and closes its files. */
  async close(): Promise<void> {
    await Promise.allSettled(this.pending.values());
    await Promise.all([...this.logs.values()].map((log) => log.close()));
    this.logs.clear();
  }
}

function inconsistentTopicId(directory: string, found: Uuid, expected: Uuid): KafkaError {
  return new KafkaError(
    'INCONSISTENT_TOPIC_ID',
    `${directory} belongs to a topic with the id ${found}, but the metadata says ${expected}. ` +
      'Move the folder away if the topic was deleted and created again.',
  );
}

/** The file is durable before the first segment is created, so no crash has done this. */
function missingTopicId(directory: string): KafkaError {
  return storageError(
    `${directory} holds segments, but no ${PARTITION_METADATA_FILE} that says which topic they are ` +
      'of. Restore the file, or move the folder away.',
  );
}
