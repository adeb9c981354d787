import { KafkaError } from '@odradek/base';
import type { FileSystem } from '@odradek/storage';

/** Stands in a directory from before the first file of an import until after the last. */
const IMPORT_MARK = '.odradek-import';
const IMPORT_MARK_VERSION = 1;
/** What an empty directory may hold: what the system or the lock of a directory puts there. */
const OF_NOBODY = /^(?:lost\+found|\.odradek-(?:owner|new)-[0-9a-f]+)$/;

/**
 * Rejects with `INVALID_CONFIG` unless a directory is missing or empty, so that an import can go into
 * it.
 */
export async function checkTargetIsEmpty(fileSystem: FileSystem, directory: string): Promise<void> {
  if (!(await fileSystem.exists(directory))) return;
  await refuseUnfinishedImport(fileSystem, directory);
  const entries = await fileSystem.list(directory);
  const entry = entries.find(({ name }) => !OF_NOBODY.test(name));
  if (entry === undefined) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `--data is ${directory}, which is not empty: it has ${entry.name}. Name a directory that is empty or ` +
      'that there is not.',
  );
}

/** Marks a directory as one that no broker may start on, durably. */
export async function markImportBegun(fileSystem: FileSystem, directory: string): Promise<void> {
  const text = `version=${IMPORT_MARK_VERSION}\n`;
  await fileSystem.writeWhole(`${directory}/${IMPORT_MARK}`, Buffer.from(text));
}

/** Everything is there: a broker may start on the directory from now on, durably. */
export async function markImportFinished(fileSystem: FileSystem, directory: string): Promise<void> {
  await fileSystem.syncDirectory(directory);
  await fileSystem.remove(`${directory}/${IMPORT_MARK}`);
  await fileSystem.syncDirectory(directory);
}

/** Rejects with `INVALID_CONFIG` if an import into a directory was begun and did not finish. */
export async function refuseUnfinishedImport(
  fileSystem: FileSystem,
  directory: string,
): Promise<void> {
  const path = `${directory}/${IMPORT_MARK}`;
  // A crash may have come while the mark itself was written.
  if (!(await fileSystem.exists(path)) && !(await fileSystem.exists(`${path}.tmp`))) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `${directory} holds an import that did not finish (${IMPORT_MARK}), so a part of the records may be ` +
      'missing. Remove the directory and import again; the Kafka that was imported is as it was.',
  );
}
