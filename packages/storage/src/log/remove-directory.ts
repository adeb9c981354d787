import { type FileSystem, parentOf } from '../ports/file-system.ts';

/**
 * Removes the folder of a log, if it is there, in a way that a crash in the middle leaves it whole
 * or under the name `deletedDirectory`, which no log is opened from.
 */
export async function removeLogDirectory(
  fileSystem: FileSystem,
  directory: string,
  deletedDirectory: string,
): Promise<void> {
  if (!(await fileSystem.exists(directory))) return;
  await fileSystem.remove(deletedDirectory);
  await fileSystem.rename(directory, deletedDirectory);
  await fileSystem.syncDirectory(parentOf(directory));
  await fileSystem.remove(deletedDirectory);
}
