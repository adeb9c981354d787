import { readFile, stat } from 'node:fs/promises';

import { isMissingFile } from '@odradek/storage';

import { lockHolder } from '../../storage-import/proc-locks.ts';
import type { RunningProcess } from '../../storage-import/running-process.ts';

/**
 * Tells by `/proc/locks` of Linux whether a process of this machine has a file locked. Not seen are
 * processes of other containers and machines, and those of other systems.
 */
export class LockedFiles implements RunningProcess {
  async holding(path: string): Promise<string | undefined> {
    const file = await ifAllowed(stat(path));
    const locks = await ifAllowed(readFile('/proc/locks', 'utf8'));
    if (file === undefined || locks === undefined) return undefined;
    const processId = lockHolder(locks, file);
    return processId === undefined ? undefined : `process ${processId}`;
  }
}

/** A file that is missing or closed to this user tells nothing. */
async function ifAllowed<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    const isClosed = error instanceof Error && 'code' in error && error.code === 'EACCES';
    if (isClosed || isMissingFile(error)) return undefined;
    throw error;
  }
}
