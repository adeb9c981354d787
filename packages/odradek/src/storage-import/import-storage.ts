import {
  KafkaError,
  METADATA_TOPIC_ID,
  type RandomSource,
  randomUuid,
  type Uuid,
} from '@odradek/base';
import {
  CLUSTER_METADATA_TOPIC,
  FileMetadataLog,
  importedRecords,
  type KraftMetadata,
  type MetadataRecord,
} from '@odradek/cluster';
import {
  type DirectoryLock,
  type EndOfTurn,
  type FileSystem,
  isMissingFile,
  LogManager,
  OffsetCheckpoint,
  PARTITION_METADATA_FILE,
  parsePartitionMetadata,
  type PartitionOffset,
  partitionDirectoryName,
  writeMetaProperties,
} from '@odradek/storage';

import { formatStorageEvent } from '../server/storage-event.ts';
import { type CopiedPartition, copyPartition } from './copy-partition.ts';
import { type ImportNotice, noticeOf } from './import-notice.ts';
import { checkStillStopped, type KafkaSource, openKafkaSource } from './kafka-source.ts';
import {
  type IdentifiedFolder,
  type ImportPlan,
  planImport,
  type PlannedPartition,
} from './plan-import.ts';
import type { RunningProcess } from './running-process.ts';
import {
  CHECKPOINTS,
  readSourceCheckpoints,
  type SourceCheckpoints,
} from './source-checkpoints.ts';
import { SourceFiles } from './source-files.ts';
import { readSourceMetadata } from './source-metadata.ts';
import { checkTargetIsEmpty, markImportBegun, markImportFinished } from './target-directory.ts';

/** What an import needs of the world, and what it is to do. */
export interface ImportStorageOptions {
  readonly fileSystem: FileSystem;
  readonly runningProcess: RunningProcess;
  readonly random: RandomSource;
  readonly endOfTurn: EndOfTurn;
  readonly now: () => number;
  /** Makes the data directory, which there is then, ours alone. */
  readonly lock: (directory: string) => Promise<DirectoryLock>;
  /** The log directories of Kafka, as absolute paths. */
  readonly from: readonly string[];
  /** The data directory to make, as an absolute path. */
  readonly directory: string;
  /** Whether a Kafka may be taken that was not stopped in order. */
  readonly isAfterCrash: boolean;
  /** Told how far it is, for each mebibyte or so. */
  readonly onProgress: (progress: ImportProgress) => void;
}

/** How far an import is. */
export interface ImportProgress {
  readonly bytes: number;
  readonly bytesTotal: number;
}

/** A topic that was taken over. */
export interface TopicOutcome {
  readonly name: string;
  readonly partitionCount: number;
  /** Those of its partitions that had a folder. */
  readonly copied: readonly CopiedPartition[];
}

/** What an import did. */
export interface ImportOutcome {
  readonly clusterId: Uuid;
  readonly nodeId: number;
  readonly from: readonly string[];
  readonly directory: string;
  /** Every topic that was taken over. */
  readonly topics: readonly TopicOutcome[];
  readonly notices: readonly ImportNotice[];
}

const CONTROLLER_EPOCH = 1;
/** So that a cluster of any size is no batch of any size. */
const RECORDS_PER_APPEND = 1_000;
const COPIES_AT_ONCE = 4;

/**
 * Takes over a stopped Apache Kafka into a new data directory: topics, ids, configs, producer ids and
 * the records of all partitions, committed offsets among them. The source is only read. Until
 * everything is there durably the directory is marked, and no broker starts on it.
 *
 * Rejects with `INVALID_CONFIG` or `ODRADEK_DIRECTORY_LOCKED` for what can be told before anything is
 * written, with `CORRUPT_MESSAGE` for damaged metadata, and with `KAFKA_STORAGE_ERROR` or the error
 * of the system if it cannot go on.
 */
export async function importStorage(options: ImportStorageOptions): Promise<ImportOutcome> {
  const { fileSystem, from: paths, directory, runningProcess, isAfterCrash } = options;
  refuseInside(directory, paths);
  await checkTargetIsEmpty(fileSystem, directory);
  const files = new SourceFiles(fileSystem);
  const source = await openKafkaSource({ files, runningProcess, paths, isAfterCrash });
  const metadata = await readSourceMetadata(files, source);
  const checkpoints = await readSourceCheckpoints(files, source);
  const plan = planImport({
    source,
    image: metadata.image,
    folders: await identifyFolders(files, source),
    isInCheckpoint: (name) => checkpoints.recoveryPoint.has(name),
  });
  await fileSystem.createDirectory(directory);
  const lock = await options.lock(directory);
  try {
    // Somebody else may have taken it before it was locked.
    await checkTargetIsEmpty(fileSystem, directory);
    return await writeTarget({ files, source, metadata, checkpoints, plan }, options);
  } finally {
    await lock.release();
  }
}

/** What was found and decided before anything is written. */
interface PreparedImport {
  readonly files: SourceFiles;
  readonly source: KafkaSource;
  readonly metadata: KraftMetadata;
  readonly checkpoints: SourceCheckpoints;
  readonly plan: ImportPlan;
}

async function writeTarget(
  prepared: PreparedImport,
  options: ImportStorageOptions,
): Promise<ImportOutcome> {
  const { fileSystem, directory, random, runningProcess } = options;
  const { files, source, plan, metadata } = prepared;
  const { clusterId, nodeId } = source;
  const directoryId = randomUuid(random);
  const { topics, isHeld } = plan;
  const imported = importedRecords(metadata.image, { nodeId, directoryId, topics, isHeld });
  const { copied, events } = await orUnfinished(directory, async () => {
    await markImportBegun(fileSystem, directory);
    const partitions = await copyPartitions(prepared, options);
    const said = await writeMetadataLog(imported.records, options);
    await writeCheckpoints(partitions, prepared.checkpoints, options);
    await checkStillStopped(source, { files, runningProcess });
    await writeMetaProperties(fileSystem, directory, { clusterId, nodeId, directoryId });
    await markImportFinished(fileSystem, directory);
    return { copied: partitions, events: said };
  });
  return {
    clusterId,
    nodeId,
    from: options.from,
    directory,
    topics: topicOutcomes(plan, copied),
    notices: [
      ...plan.notices,
      ...noticeOf('Finalized features that Odradek does not have yet', imported.featuresLeftOut),
      ...noticeOf('Configs of other brokers, left out', imported.brokerConfigsLeftOut),
      ...folderNotices(source),
      ...copyNotices(copied, metadata),
      ...noticeOf('Of the new data directory', events),
    ],
  };
}

/** Says of an error of the system what it means for the directory. */
async function orUnfinished<Result>(
  directory: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      `The import into ${directory} did not finish (${error.message}). See that there is room and that this ` +
        'user may read the one and write the other, remove the directory, and import again.',
      { cause: error },
    );
  }
}

function topicOutcomes(
  { topics }: ImportPlan,
  copied: readonly CopiedPartition[],
): readonly TopicOutcome[] {
  const byTopic = new Map(topics.map(({ name }) => [name, [] as CopiedPartition[]]));
  for (const partition of copied) byTopic.get(partition.topic)?.push(partition);
  return topics.map(({ name, partitions }) => ({
    name,
    partitionCount: partitions.size,
    copied: byTopic.get(name) ?? [],
  }));
}

function refuseInside(directory: string, paths: readonly string[]): void {
  const around = paths.find((path) => `${directory}/`.startsWith(`${path}/`));
  if (around === undefined) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `--data is ${directory}, which is in ${around}, a directory of --from that is only read: name one that ` +
      'is not.',
  );
}

async function identifyFolders(
  files: SourceFiles,
  { directories }: KafkaSource,
): Promise<readonly IdentifiedFolder[]> {
  const identified: IdentifiedFolder[] = [];
  for (const folder of directories.flatMap(({ partitions }) => partitions)) {
    const path = `${folder.path}/${PARTITION_METADATA_FILE}`;
    identified.push({ ...folder, topicId: await readTopicId(files, path) });
  }
  return identified;
}

async function readTopicId(files: SourceFiles, path: string): Promise<Uuid | undefined> {
  try {
    return parsePartitionMetadata(path, (await files.readWhole(path)).toString());
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}

async function copyPartitions(
  { files, source, plan, checkpoints }: PreparedImport,
  { fileSystem, directory, onProgress }: ImportStorageOptions,
): Promise<readonly CopiedPartition[]> {
  const bytesTotal = await sizeOf(files, plan);
  let bytes = 0;
  const onBytes = (count: number): void => {
    bytes += count;
    onProgress({ bytes, bytesTotal });
  };
  const { isCleanlyStopped } = source;
  const copied: CopiedPartition[] = [];
  const copyOne = async (planned: PlannedPartition): Promise<void> => {
    const name = partitionDirectoryName(planned.topic, planned.partition);
    const offsets = {
      recoveryPoint: checkpoints.recoveryPoint.get(name),
      logStartOffset: checkpoints.logStartOffset.get(name),
    };
    const options = { files, fileSystem, directory, isCleanlyStopped, onBytes };
    copied.push(await copyPartition(planned, offsets, options));
  };
  await forEachOf(plan.partitions, copyOne);
  return copied.sort((left, right) => left.partition - right.partition);
}

/** Some at a time. The first that fails keeps others from being begun; it is waited for all. */
async function forEachOf<Item>(
  items: readonly Item[],
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items].reverse();
  const work = async (): Promise<void> => {
    try {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await action(item);
    } finally {
      left.length = 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: COPIES_AT_ONCE }, work));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

async function sizeOf(files: SourceFiles, { partitions }: ImportPlan): Promise<number> {
  let bytes = 0;
  for (const { path } of partitions) {
    for (const { name, type } of await files.list(path)) {
      if (type === 'file' && name.endsWith('.log')) bytes += await files.size(`${path}/${name}`);
    }
  }
  return bytes;
}

/** Writes the log that our broker loads. Answers what its storage had to say. */
async function writeMetadataLog(
  records: readonly MetadataRecord[],
  { fileSystem, endOfTurn, directory, now }: ImportStorageOptions,
): Promise<readonly string[]> {
  const events: string[] = [];
  const logManager = new LogManager({
    fileSystem,
    endOfTurn,
    report: (event) => events.push(formatStorageEvent(event)),
    directory,
    config: {},
  });
  try {
    const topic = { topic: CLUSTER_METADATA_TOPIC, topicId: METADATA_TOPIC_ID, partition: 0 };
    const log = new FileMetadataLog(await logManager.getOrCreate(topic), now);
    await log.readAll();
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
  return events;
}

/** What is known of the partitions that were copied, as the broker expects it. */
async function writeCheckpoints(
  copied: readonly CopiedPartition[],
  { cleanerOffset, logStartOffset }: SourceCheckpoints,
  { fileSystem, directory }: ImportStorageOptions,
): Promise<void> {
  const write = async (
    name: string,
    offsetOf: (partition: CopiedPartition) => number | undefined,
  ): Promise<void> => {
    const offsets = copied.flatMap((partition): PartitionOffset[] => {
      const offset = offsetOf(partition);
      return offset === undefined ? [] : [{ ...partition, offset }];
    });
    const advice = 'It was written by an import: remove the directory and import again.';
    await new OffsetCheckpoint({ fileSystem, path: `${directory}/${name}`, advice }).raiseAll(
      offsets,
    );
  };
  const nameOf = ({ topic, partition }: CopiedPartition): string =>
    partitionDirectoryName(topic, partition);
  await write(CHECKPOINTS.recoveryPoint, ({ recoveryPoint }) => recoveryPoint);
  await write(CHECKPOINTS.cleanerOffset, (partition) => cleanerOffset.get(nameOf(partition)));
  await write(CHECKPOINTS.logStartOffset, (partition) =>
    logStartOffset.has(nameOf(partition)) ? partition.logStartOffset : undefined,
  );
}

function folderNotices({ directories }: KafkaSource): readonly ImportNotice[] {
  const others = directories.flatMap((directory) => directory.others);
  return noticeOf(
    'Folders left out',
    others.map(({ path, reason }) => `${path} (${reason})`),
  );
}

function copyNotices(
  copied: readonly CopiedPartition[],
  { tornBytes }: KraftMetadata,
): readonly ImportNotice[] {
  const damages = copied.flatMap((partition) => partition.damages);
  const torn = tornBytes === 0 ? [] : [`${tornBytes} bytes`];
  return [
    ...noticeOf('End of the metadata log that was no whole record batch, left out', torn),
    ...noticeOf(
      'Files left out',
      copied.flatMap(({ leftOut }) => leftOut),
    ),
    ...noticeOf(
      'Damaged record batches, copied as they are; see docs/import.md',
      damages.map(({ path, position, reason }) => `${path} at byte ${position} (${reason})`),
    ),
  ];
}
