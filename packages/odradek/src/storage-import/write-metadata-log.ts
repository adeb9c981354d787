import { type Clock, METADATA_TOPIC_ID, type RandomSource } from '@odradek/base';
import { CLUSTER_METADATA_TOPIC, FileMetadataLog, type MetadataRecord } from '@odradek/cluster';
import { type EndOfTurn, type FileSystem, LOG_CHECKPOINT_FILE, LogManager } from '@odradek/storage';

import { formatStorageEvent } from '../server/storage-event.ts';
import { CLEAN_SHUTDOWN_FILE } from './kafka-log-directory.ts';

/** Where a metadata log is written, and what that needs. */
export interface MetadataLogOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  /** The data directory. */
  readonly directory: string;
  readonly clock: Clock;
  readonly random: RandomSource;
}

const CONTROLLER_EPOCH = 1;
/** So that the metadata of a cluster of any size is no batch of any size. */
const RECORDS_PER_APPEND = 1_000;

/**
 * Writes the metadata log that a broker loads, durably. Answers what the storage had to say, in
 * sentences.
 */
export async function writeMetadataLog(
  records: readonly MetadataRecord[],
  { fileSystem, endOfTurn, directory, clock, random }: MetadataLogOptions,
): Promise<readonly string[]> {
  const events: string[] = [];
  const logManager = new LogManager({
    fileSystem,
    endOfTurn,
    clock,
    random,
    report: (event) => events.push(formatStorageEvent(event)),
    directories: [directory],
    config: {},
  });
  try {
    const topic = { topic: CLUSTER_METADATA_TOPIC, topicId: METADATA_TOPIC_ID, partition: 0 };
    const log = new FileMetadataLog(await logManager.getOrCreate(topic), () => clock.now());
    await log.readAll(() => {});
    for (let from = 0; from < records.length; from += RECORDS_PER_APPEND) {
      await log.append({
        controllerEpoch: CONTROLLER_EPOCH,
        expectedEndOffset: from,
        records: records.slice(from, from + RECORDS_PER_APPEND),
      });
    }
  } finally {
    await logManager.close();
  }
  // That everything was closed in order, and is as its checkpoint says, is true of this log alone.
  for (const name of [CLEAN_SHUTDOWN_FILE, LOG_CHECKPOINT_FILE]) {
    await fileSystem.remove(`${directory}/${name}`);
  }
  return events;
}
