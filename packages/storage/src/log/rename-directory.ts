import { type FileSystem, parentOf } from '../ports/file-system.ts';

/**
 * Takes the folder of a log away, if it is there: durably it has the name `deletedDirectory` then,
 * which no log is opened from, and which is to be removed. Answers whether it was there. A crash
 * leaves it whole under one of the names.
 */
export async function renameLogDirectory(
  fileSystem: FileSystem,
  directory: string,
  deletedDirectory: string,
): Promise<boolean> {
  if (!(await fileSystem.exists(directory))) return false;
  await fileSystem.remove(deletedDirectory);
  await fileSystem.rename(directory, deletedDirectory);
  await fileSystem.syncDirectory(parentOf(directory));
  return true;
}
