import { KafkaError, type Uuid } from '@odradek/base';

import type { LogConfig } from '../log/log-config.ts';
import { PartitionLog } from '../log/partition-log.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
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

  constructor(options: LogManagerOptions) {
    this.options = options;
  }

  /**
   * The log of a partition, opened with what its folder holds. A folder is made with the first
   * record. Rejects with `INCONSISTENT_TOPIC_ID` if the folder belongs to another topic of the same
   * name, and with `KAFKA_STORAGE_ERROR` if it cannot be read.
   */
  async getOrCreate({ topic, topicId, partition }: TopicIdPartition): Promise<PartitionLog> {
    const name = `${topic}-${partition}`;
    const open = this.logs.get(name);
    if (open !== undefined) return open;
    const { fileSystem, directory: logDirectory, endOfTurn, report, config } = this.options;
    const directory = `${logDirectory}/${name}`;
    await this.checkTopicId(directory, topicId);
    const log = await PartitionLog.open({
      ...config,
      fileSystem,
      endOfTurn,
      report,
      directory,
      prepareDirectory: () => this.prepareDirectory(directory, topicId),
    });
    this.logs.set(name, log);
    return log;
  }

  private async prepareDirectory(directory: string, topicId: Uuid): Promise<void> {
    const { fileSystem } = this.options;
    await fileSystem.createDirectory(directory);
    const text = formatPartitionMetadata(topicId);
    await fileSystem.writeWhole(`${directory}/${PARTITION_METADATA_FILE}`, Buffer.from(text));
  }

  private async checkTopicId(directory: string, topicId: Uuid): Promise<void> {
    const path = `${directory}/${PARTITION_METADATA_FILE}`;
    try {
      const text = (await this.options.fileSystem.readWhole(path)).toString();
      const found = parsePartitionMetadata(path, text);
      if (found !== topicId) throw inconsistentTopicId(directory, found, topicId);
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
  }

  /** Makes every log durable and closes its files. */
  async close(): Promise<void> {
    for (const log of this.logs.values()) await log.close();
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
