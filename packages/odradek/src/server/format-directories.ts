import { KafkaError, type RandomSource, randomUuid, type Uuid } from '@odradek/base';
import type { LogDirectory } from '@odradek/broker';
import {
  type FileSystem,
  type MetaProperties,
  parsePartitionDirectoryName,
  readMetaProperties,
  writeMetaProperties,
} from '@odradek/storage';

import { refuseUnfinishedImport } from '../storage-import/target-directory.ts';
import { unusableDirectory } from './unusable-directory.ts';

/** Whose log directories they are, and what new ones need. */
export interface FormatOptions {
  readonly fileSystem: FileSystem;
  readonly random: RandomSource;
  /** The paths of the log directories. */
  readonly directories: readonly string[];
  /** The one of them that has the metadata of the cluster. */
  readonly metadataDirectory: string;
  readonly nodeId: number;
}

/** Log directories that belong together. */
export interface FormattedDirectories {
  readonly clusterId: Uuid;
  /** In their order. */
  readonly directories: readonly LogDirectory[];
}

/** What was found in a log directory that can be used. */
interface FoundDirectory {
  readonly path: string;
  /** `undefined` if it is new. */
  readonly properties: MetaProperties | undefined;
}

interface OfflineDirectory {
  readonly path: string;
  readonly error: KafkaError;
}

/**
 * The properties of log directories; missing or empty ones are created and formatted, for the cluster
 * of the others. One that the system does not let us use is offline, unless it is that of the metadata:
 * then this rejects with the error of the system. Rejects with `INVALID_CONFIG`, as Kafka's
 * `MetaPropertiesEnsemble.verify`, if a directory belongs to another node or cluster or is the copy of
 * another one, if an import into it did not finish, or if it has partitions and no properties.
 */
export async function formatDirectories(options: FormatOptions): Promise<FormattedDirectories> {
  const { random, metadataDirectory } = options;
  const looked = await Promise.all(options.directories.map((path) => look(path, options)));
  const found = looked.filter((each): each is FoundDirectory => 'properties' in each);
  const formatted = found.filter(({ properties }) => properties !== undefined);
  checkNode(formatted, options.nodeId);
  const clusterId = checkCluster(formatted) ?? randomUuid(random);
  checkCopies(formatted);
  checkMetadata(found, metadataDirectory);
  const byPath = new Map<string, LogDirectory>();
  // After a crash in between, the others are new beside that of the metadata, not it beside them.
  const first = found.filter(({ path }) => path === metadataDirectory);
  for (const directory of new Set([...first, ...found])) {
    byPath.set(directory.path, await formatOne(directory, clusterId, options));
  }
  const directories = looked.map((each) => ('error' in each ? each : byPath.get(each.path)));
  return { clusterId, directories: directories.filter((each) => each !== undefined) };
}

async function look(
  path: string,
  { fileSystem, metadataDirectory }: FormatOptions,
): Promise<FoundDirectory | OfflineDirectory> {
  try {
    await fileSystem.createDirectory(path);
    await refuseUnfinishedImport(fileSystem, path);
    const properties = await readMetaProperties(fileSystem, path);
    if (properties === undefined) await checkIsNew(fileSystem, path);
    return { path, properties };
  } catch (error) {
    return offlineUnlessNeeded(path, metadataDirectory, error);
  }
}

function offlineUnlessNeeded(
  path: string,
  metadataDirectory: string,
  error: unknown,
): OfflineDirectory {
  if (error instanceof KafkaError || path === metadataDirectory) throw error;
  return { path, error: unusableDirectory(path, error) };
}

function checkNode(formatted: readonly FoundDirectory[], nodeId: number): void {
  const other = formatted.find(({ properties }) => properties?.nodeId !== nodeId);
  if (other === undefined) return;
  throw invalid(
    `node.id is ${nodeId}, but ${other.path} belongs to node ${other.properties?.nodeId}; ` +
      'use the data directory of this node.',
  );
}

/** Answers the cluster that they belong to; `undefined` if all are new. */
function checkCluster(formatted: readonly FoundDirectory[]): Uuid | undefined {
  const [first] = formatted;
  const expected = first?.properties?.clusterId;
  const other = formatted.find(({ properties }) => properties?.clusterId !== expected);
  if (other === undefined) return expected;
  throw invalid(
    `Invalid cluster.id in: ${other.path}/meta.properties. Expected ${expected} of ${first?.path}, but ` +
      `read ${other.properties?.clusterId}. Take the log directories of one cluster only.`,
  );
}

function checkCopies(formatted: readonly FoundDirectory[]): void {
  const paths = new Map<Uuid | undefined, string>();
  for (const { path, properties } of formatted) {
    const other = paths.get(properties?.directoryId);
    if (other !== undefined) {
      throw invalid(
        `Duplicate directory ID ${properties?.directoryId} found. It was the ID of ${other}, but also ` +
          `of ${path}: one is a copy of the other. Leave the copy out of log.dirs.`,
      );
    }
    paths.set(properties?.directoryId, path);
  }
}

/** A new metadata log would begin a new cluster, in which nobody knows the partitions that there are. */
function checkMetadata(found: readonly FoundDirectory[], metadataDirectory: string): void {
  const ofMetadata = found.find(({ path }) => path === metadataDirectory);
  const other = found.find(({ properties }) => properties !== undefined);
  if (ofMetadata?.properties !== undefined || other === undefined) return;
  throw invalid(
    `${metadataDirectory} is new, but is looked for the metadata of the cluster that ${other.path} ` +
      'belongs to. Set metadata.log.dir to the log directory that has the folder ' +
      '__cluster_metadata-0, or restore that one.',
  );
}

async function formatOne(
  { path, properties }: FoundDirectory,
  clusterId: Uuid,
  { fileSystem, random, nodeId, metadataDirectory }: FormatOptions,
): Promise<LogDirectory> {
  if (properties !== undefined) return { path, directoryId: properties.directoryId };
  const directoryId = randomUuid(random);
  try {
    await writeMetaProperties(fileSystem, path, { clusterId, nodeId, directoryId });
    return { path, directoryId };
  } catch (error) {
    return offlineUnlessNeeded(path, metadataDirectory, error);
  }
}

/** A directory with partitions has lost its properties: to format it would forget what it holds. */
async function checkIsNew(fileSystem: FileSystem, directory: string): Promise<void> {
  const entries = await fileSystem.list(directory);
  const partition = entries.find(
    ({ name, type }) => type === 'directory' && parsePartitionDirectoryName(name) !== undefined,
  );
  if (partition === undefined) return;
  throw invalid(
    `${directory} has no meta.properties, but folders of partitions such as ${partition.name}: ` +
      'restore the file from a copy, or start on another data directory.',
  );
}

function invalid(message: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', message);
}
