import { KafkaError } from '@odradek/base';
import type { DirectoryLock, FileSystem } from '@odradek/storage';
import { lockDirectory } from '@odradek/storage/node';

import { refuseKafkaDirectory } from '../../server/kafka-directory.ts';
import { unusableDirectory } from '../../server/unusable-directory.ts';

/** Which log directories a broker wants for itself. */
export interface TakeOptions {
  readonly fileSystem: FileSystem;
  readonly directories: readonly string[];
  /** The one of them without which there is no broker. */
  readonly metadataDirectory: string;
}

/** Log directories that nobody else uses. */
export interface TakenDirectories {
  /** Those that could be taken. */
  readonly taken: readonly string[];
  /** Why the others are offline, by path. */
  readonly offline: ReadonlyMap<string, KafkaError>;
  /** Lets others have them. */
  release(): Promise<void>;
}

/**
 * Creates log directories that are missing, and makes them ours alone. One that the system does not let
 * us use is offline. Rejects with a `KafkaError`, with nothing taken, if another process uses one of
 * them, one is of Apache Kafka, or that of the metadata cannot be used.
 */
export async function takeDirectories(options: TakeOptions): Promise<TakenDirectories> {
  const { fileSystem, directories, metadataDirectory } = options;
  const locks = new Map<string, DirectoryLock>();
  const offline = new Map<string, KafkaError>();
  const release = async (): Promise<void> => {
    await Promise.all([...locks.values()].map((lock) => lock.release()));
  };
  try {
    for (const path of directories) {
      const taken = await takeDirectory(fileSystem, path);
      if (!('error' in taken)) locks.set(path, taken);
      else if (path === metadataDirectory) throw taken.error;
      else offline.set(path, taken.error);
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { taken: [...locks.keys()], offline, release };
}

async function takeDirectory(
  fileSystem: FileSystem,
  path: string,
): Promise<DirectoryLock | { readonly error: KafkaError }> {
  try {
    // The lock would already be a file more in a directory that is not ours.
    await refuseKafkaDirectory(fileSystem, path);
    await fileSystem.createDirectory(path);
    return await lockDirectory(path);
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    return { error: unusableDirectory(path, error) };
  }
}
