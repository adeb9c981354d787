import { KafkaError, type Uuid } from '@odradek/base';
import { CLUSTER_METADATA_TOPIC } from '@odradek/cluster';
import { type DirectoryEntry, isMissingFile, parsePartitionDirectoryName } from '@odradek/storage';

import { parseProperties } from '../config/properties-file.ts';
import type { SourceFiles } from './source-files.ts';

/** The folder of a partition in a log directory of Kafka. */
export interface KafkaPartitionFolder {
  readonly topic: string;
  readonly partition: number;
  readonly path: string;
}

/** A folder in a log directory of Kafka that is not taken. */
export interface OtherFolder {
  readonly path: string;
  readonly reason: string;
}

/** A log directory of Apache Kafka, as it was found. */
export interface KafkaLogDirectory {
  readonly path: string;
  readonly clusterId: Uuid;
  readonly nodeId: number;
  /** Missing in those that were formatted before Kafka 3.7. */
  readonly directoryId: Uuid | undefined;
  /** Whether it says that Kafka was stopped in order and not started again. */
  readonly isCleanlyStopped: boolean;
  /** Whether the metadata of the cluster is in it. */
  readonly hasMetadata: boolean;
  /** Whether it is one for records (`log.dirs`), even if there are none in it yet. */
  readonly isForRecords: boolean;
  /** Those of records; the one of the metadata is not among them. */
  readonly partitions: readonly KafkaPartitionFolder[];
  readonly others: readonly OtherFolder[];
}

/** Kafka writes it at the end of an orderly stop, and removes it when it starts. */
export const CLEAN_SHUTDOWN_FILE = '.kafka_cleanshutdown';
export const METADATA_FOLDER: string = `${CLUSTER_METADATA_TOPIC}-0`;
/** What a Kafka is formatted with, beside `meta.properties`. */
export const BOOTSTRAP_CHECKPOINT = 'bootstrap.checkpoint';
/** A Kafka that starts makes it in each directory for records. */
const RECOVERY_POINTS = 'recovery-point-offset-checkpoint';
export const META_PROPERTIES = 'meta.properties';
const ZOOKEEPER_VERSION = '0';
const KRAFT_VERSION = '1';
const LOST_AND_FOUND = 'lost+found';
const REASONS: readonly (readonly [suffix: string, reason: string])[] = [
  ['-delete', 'its topic was deleted'],
  ['-future', 'Kafka had not finished to move it here'],
  ['-stray', 'Kafka found that it is of no topic'],
];

/**
 * Reads what a log directory of Kafka is and has. Rejects with `INVALID_CONFIG` if it is none, or is
 * of a Kafka with ZooKeeper or of a later one.
 */
export async function readKafkaLogDirectory(
  files: SourceFiles,
  path: string,
): Promise<KafkaLogDirectory> {
  const properties = await readProperties(files, path);
  const entries = await files.list(path);
  const folders = entries.filter(({ type }) => type === 'directory').map(({ name }) => name);
  const partitions: KafkaPartitionFolder[] = [];
  const others: OtherFolder[] = [];
  for (const entry of entries) refuseNoFolder(path, entry);
  for (const name of folders) {
    const reason = REASONS.find(([suffix]) => name.endsWith(suffix))?.[1];
    const found = reason === undefined ? parsePartitionDirectoryName(name) : undefined;
    if (name === METADATA_FOLDER || name === LOST_AND_FOUND) continue;
    if (found !== undefined) partitions.push({ ...found, path: `${path}/${name}` });
    else others.push({ path: `${path}/${name}`, reason: reason ?? 'it is of no partition' });
  }
  return {
    path,
    ...properties,
    isCleanlyStopped: entries.some(({ name }) => name === CLEAN_SHUTDOWN_FILE),
    isForRecords: partitions.length > 0 || entries.some(({ name }) => name === RECOVERY_POINTS),
    hasMetadata: folders.includes(METADATA_FOLDER),
    partitions,
    others,
  };
}

/** What has the name of a partition and is no folder would be taken for a partition without records. */
function refuseNoFolder(directory: string, { name, type }: DirectoryEntry): void {
  const isPartition = parsePartitionDirectoryName(name) !== undefined;
  if (type === 'directory' || !isPartition || REASONS.some(([end]) => name.endsWith(end))) return;
  const what = type === 'file' ? 'a file' : 'neither a folder nor a link to one that is there';
  throw invalid(
    `${directory}/${name} has the name of a partition, and is ${what}: restore the folder, or ` +
      'move it away if it is of no partition',
  );
}

async function readProperties(files: SourceFiles, directory: string) {
  const path = `${directory}/${META_PROPERTIES}`;
  const properties = parseProperties(path, await readFile(files, path, directory));
  const version = properties.get('version');
  if (version === ZOOKEEPER_VERSION) throw zooKeeper(path);
  if (version !== KRAFT_VERSION) {
    throw invalid(
      `${path} has version ${version ?? 'none'}, and ${KRAFT_VERSION} is the one known`,
    );
  }
  const required = (key: string): string => {
    const value = properties.get(key);
    if (value === undefined || value === '') throw invalid(`${path} has no ${key}`);
    return value;
  };
  const nodeId = Number(required('node.id'));
  if (!Number.isSafeInteger(nodeId)) throw invalid(`node.id in ${path} is no number`);
  const clusterId = required('cluster.id');
  return { clusterId, nodeId, directoryId: properties.get('directory.id') };
}

async function readFile(files: SourceFiles, path: string, directory: string): Promise<Buffer> {
  try {
    return await files.readWhole(path);
  } catch (error) {
    if (!isMissingFile(error) && !isNoDirectory(error)) throw error;
    throw invalid(`${directory} is no log directory of Kafka, as there is no ${path}`, error);
  }
}

/** Whether a file stands where a directory was looked for. */
export function isNoDirectory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
}

function zooKeeper(path: string): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `${path} has version ${ZOOKEEPER_VERSION}: it is of a Kafka with ZooKeeper, whose metadata is not in ` +
      'its log directories. Migrate it to KRaft with Apache Kafka 3.9, stop it, and import then.',
  );
}

function invalid(what: string, cause?: unknown): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `--from: ${what}. Name the log directories (log.dirs) of a stopped Apache Kafka.`,
    { cause },
  );
}
