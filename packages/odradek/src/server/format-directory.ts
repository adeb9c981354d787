import { KafkaError, type RandomSource, randomUuid } from '@odradek/base';
import {
  type FileSystem,
  type MetaProperties,
  parsePartitionDirectoryName,
  readMetaProperties,
  writeMetaProperties,
} from '@odradek/storage';

import { refuseUnfinishedImport } from '../storage-import/target-directory.ts';

/** Whose log directory it is, and what a new one needs. */
export interface FormatOptions {
  readonly fileSystem: FileSystem;
  readonly random: RandomSource;
  readonly directory: string;
  readonly nodeId: number;
}

/**
 * The properties of a log directory; a missing or empty one is created and formatted. Rejects with
 * `INVALID_CONFIG` if the directory belongs to another node, or an import into it did not finish.
 */
export async function formatDirectory(options: FormatOptions): Promise<MetaProperties> {
  const { fileSystem, random, directory, nodeId } = options;
  await fileSystem.createDirectory(directory);
  await refuseUnfinishedImport(fileSystem, directory);
  const found = await readMetaProperties(fileSystem, directory);
  if (found === undefined) {
    await checkIsNew(fileSystem, directory);
    const created = { clusterId: randomUuid(random), nodeId, directoryId: randomUuid(random) };
    await writeMetaProperties(fileSystem, directory, created);
    return created;
  }
  if (found.nodeId === nodeId) return found;
  throw new KafkaError(
    'INVALID_CONFIG',
    `node.id is ${nodeId}, but ${directory} belongs to node ${found.nodeId}; ` +
      'use the data directory of this node.',
  );
}

/** A directory with partitions has lost its properties: to format it would forget what it holds. */
async function checkIsNew(fileSystem: FileSystem, directory: string): Promise<void> {
  const entries = await fileSystem.list(directory);
  const partition = entries.find(
    ({ name, type }) => type === 'directory' && parsePartitionDirectoryName(name) !== undefined,
  );
  if (partition === undefined) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `${directory} has no meta.properties, but folders of partitions such as ${partition.name}: ` +
      'restore the file from a copy, or start on another data directory.',
  );
}
