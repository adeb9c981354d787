import { KafkaError, randomUuid, type Uuid } from '@odradek/base';
import {
  type ImportedMetadata,
  type ImportOptions,
  importedRecords,
  type KraftMetadata,
} from '@odradek/cluster';
import {
  type DirectoryLock,
  isMissingFile,
  PARTITION_METADATA_FILE,
  partitionDirectoryName,
  parsePartitionMetadata,
  writeMetaProperties,
} from '@odradek/storage';

import type { CopiedPartition } from './copy-partition.ts';
import { copyPartitions, type ImportProgress } from './copy-partitions.ts';
import type { FileStamps } from './file-stamps.ts';
import { type ImportNotice, noticeOf } from './import-notice.ts';
import { checkStillStopped, type KafkaSource, openKafkaSource } from './kafka-source.ts';
import { usingNamed } from './named-directory.ts';
import { type PartitionCopy, planCopy } from './plan-copy.ts';
import { type IdentifiedFolder, type ImportPlan, planImport } from './plan-import.ts';
import type { RunningProcess } from './running-process.ts';
import { SourceCheckpoints } from './source-checkpoints.ts';
import { SourceState } from './source-state.ts';
import { SourceFiles } from './source-files.ts';
import { readSourceMetadata } from './source-metadata.ts';
import { writeTargetCheckpoints } from './target-checkpoints.ts';
import { checkTargetIsEmpty, markImportBegun, markImportFinished } from './target-directory.ts';
import { type MetadataLogOptions, writeMetadataLog } from './write-metadata-log.ts';

/** What an import needs of the world, and what it is to do. */
export interface ImportStorageOptions extends MetadataLogOptions {
  /** The data directory to make, as an absolute path. */
  readonly directory: string;
  /** The log directories of Kafka, as absolute paths. */
  readonly from: readonly string[];
  /** Whether a Kafka may be taken that was not stopped in order. */
  readonly isAfterCrash: boolean;
  readonly runningProcess: RunningProcess;
  readonly fileStamps: FileStamps;
  /** Makes the data directory, which there is then, ours alone. */
  readonly lock: (directory: string) => Promise<DirectoryLock>;
  /** Told how far it is, for each mebibyte or so. */
  readonly onProgress: (progress: ImportProgress) => void;
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

/**
 * Takes over a stopped Apache Kafka into a new data directory: topics, ids, configs, producer ids and
 * the records of all partitions, committed offsets among them. The source is only read. Until
 * everything is there durably the directory is marked, and no broker starts on it.
 *
 * Before anything is written rejects with `INVALID_CONFIG`, `ODRADEK_DIRECTORY_LOCKED`,
 * `UNSUPPORTED_VERSION`, and with `CORRUPT_MESSAGE` or `KAFKA_STORAGE_ERROR` for what cannot be
 * believed; later with `KAFKA_STORAGE_ERROR` if it cannot go on.
 */
export async function importStorage(options: ImportStorageOptions): Promise<ImportOutcome> {
  const { fileSystem, directory } = options;
  refuseInside(directory, options.from);
  await usingNamed('--data', directory, () => checkTargetIsEmpty(fileSystem, directory));
  const from = options.from.join(', ');
  const prepared = await usingNamed('--from', from, () => prepareImport(options));
  const lock = await usingNamed('--data', directory, async () => {
    await fileSystem.createDirectory(directory);
    return options.lock(directory);
  });
  try {
    // Somebody else may have taken it before it was locked.
    await checkTargetIsEmpty(fileSystem, directory);
    return await orUnfinished(directory, () => writeTarget(prepared, options));
  } finally {
    await lock.release();
  }
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

/** What was found and decided before anything is written. */
interface PreparedImport {
  readonly files: SourceFiles;
  readonly source: KafkaSource;
  /** How it was before anything of it was read. */
  readonly stateBefore: SourceState;
  readonly metadata: KraftMetadata;
  readonly plan: ImportPlan;
  readonly copies: readonly PartitionCopy[];
  readonly directoryId: Uuid;
  readonly imported: ImportedMetadata;
}

async function prepareImport(options: ImportStorageOptions): Promise<PreparedImport> {
  const { from: paths, runningProcess, isAfterCrash, random, fileStamps } = options;
  const files = new SourceFiles(options.fileSystem);
  const source = await openKafkaSource({ files, runningProcess, paths, isAfterCrash });
  const stateBefore = await SourceState.read(source, { files, fileStamps });
  const { nodeId, isCleanlyStopped } = source;
  const metadata = await readSourceMetadata(files, source);
  const checkpoints = await SourceCheckpoints.read(files, source);
  const plan = planImport({
    source,
    image: metadata.image,
    folders: await identifyFolders(files, source),
    isInCheckpoint: (name) => checkpoints.hadRecords(name),
  });
  const copies: PartitionCopy[] = [];
  for (const partition of plan.partitions) {
    copies.push(await planCopy(partition, { files, checkpoints, isCleanlyStopped }));
  }
  const directoryId = randomUuid(random);
  const { topics, isHeld } = plan;
  const lastLeaderEpoch = lastLeaderEpochsOf(copies);
  const decided = { nodeId, directoryId, topics, isHeld, lastLeaderEpoch };
  const imported = importedRecords(metadata.image, decided);
  return { files, source, stateBefore, metadata, plan, copies, directoryId, imported };
}

function lastLeaderEpochsOf(copies: readonly PartitionCopy[]): ImportOptions['lastLeaderEpoch'] {
  const epochs = new Map(
    copies.map(({ partition, lastLeaderEpoch }) => [
      partitionDirectoryName(partition.topic, partition.partition),
      lastLeaderEpoch,
    ]),
  );
  return ({ topic, partition }) => epochs.get(partitionDirectoryName(topic.name, partition.index));
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

/** `meta.properties` is the last file, and then the mark goes: so a broker finds all or nothing. */
async function writeTarget(
  prepared: PreparedImport,
  options: ImportStorageOptions,
): Promise<ImportOutcome> {
  const { fileSystem, directory, from, onProgress, runningProcess, fileStamps } = options;
  const { files, source, stateBefore, copies, directoryId, imported } = prepared;
  const { clusterId, nodeId } = source;
  await markImportBegun(fileSystem, directory);
  const copied = await copyPartitions(copies, { files, fileSystem, directory, onProgress });
  const events = await writeMetadataLog(imported.records, options);
  await writeTargetCheckpoints(copied, { fileSystem, directory });
  await checkStillStopped(source, { files, runningProcess });
  (await SourceState.read(source, { files, fileStamps })).checkIsAs(stateBefore);
  await writeMetaProperties(fileSystem, directory, { clusterId, nodeId, directoryId });
  await markImportFinished(fileSystem, directory);
  const topics = topicOutcomes(prepared.plan, copied);
  const notices = noticesOf(prepared, copied, events);
  return { clusterId, nodeId, from, directory, topics, notices };
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

function noticesOf(
  { plan, imported, source, copies, metadata }: PreparedImport,
  copied: readonly CopiedPartition[],
  events: readonly string[],
): readonly ImportNotice[] {
  const folders = source.directories.flatMap(({ others }) => others);
  const damages = copied.flatMap((partition) => partition.damages);
  const tornBytes = metadata.tornBytes === 0 ? [] : [`${metadata.tornBytes} bytes`];
  return [
    ...plan.notices,
    ...noticeOf('Finalized features that Odradek does not have yet', imported.featuresLeftOut),
    ...noticeOf('Configs of other brokers, left out', imported.brokerConfigsLeftOut),
    ...noticeOf(
      'Folders left out',
      folders.map(({ path, reason }) => `${path} (${reason})`),
    ),
    ...noticeOf(
      'Files left out',
      copies.flatMap(({ leftOut }) => leftOut),
    ),
    ...noticeOf(
      'Segments that were about to take the place of others when Kafka was interrupted, and do',
      copies.flatMap(({ swapped }) => swapped),
    ),
    ...noticeOf(
      'Partitions whose log knows of later leaders than the metadata, led on in the epoch behind',
      copies.flatMap((copy) => laterEpoch(copy, metadata)),
    ),
    ...noticeOf('End of the metadata log that was no whole record batch, left out', tornBytes),
    ...noticeOf(
      'Damaged record batches, copied as they are; see docs/import.md',
      damages.map(({ path, position, reason }) => `${path} at byte ${position} (${reason})`),
    ),
    ...noticeOf('Of the new data directory', events),
  ];
}

/** A log that is ahead of the metadata: a part of the metadata may be missing. */
function laterEpoch(
  { partition: { topic, partition }, lastLeaderEpoch }: PartitionCopy,
  { image }: KraftMetadata,
): readonly string[] {
  const known = image.topics.topic(topic)?.partitions.get(partition)?.leaderEpoch;
  if (known === undefined || lastLeaderEpoch === undefined || lastLeaderEpoch <= known) return [];
  return [`${topic}-${partition} (${lastLeaderEpoch}, and ${known} in the metadata)`];
}
