import { readFile, stat } from 'node:fs/promises';

import { isMissingFile } from '@odradek/storage';

import type { RunningProcess } from '../../storage-import/running-process.ts';

/** Where Linux tells of all locks that there are (proc_locks(5)). */
const PROC_LOCKS = '/proc/locks';
const LOCK = /^\d+: \S+ +\S+ +WRITE +(\d+) ([0-9a-f]+):([0-9a-f]+):(\d+) /;
const MINOR_BITS = 8;
const MINOR_MASK = 0xff;
const MAJOR_MASK = 0xfff;

/**
 * Tells by `/proc/locks` whether a process of this machine has a file locked. Not seen are processes
 * of other containers and machines, and those of systems other than Linux.
 */
export class LockedFiles implements RunningProcess {
  async holding(path: string): Promise<string | undefined> {
    const file = await ifAllowed(stat(path));
    const locks = await ifAllowed(readFile(PROC_LOCKS, 'utf8'));
    if (file === undefined || locks === undefined) return undefined;
    for (const line of locks.split('\n')) {
      const [, processId, major, minor, inode] = LOCK.exec(line) ?? [];
      if (processId === undefined || Number(inode) !== file.ino) continue;
      const device = {
        major: Number.parseInt(major ?? '', 16),
        minor: Number.parseInt(minor ?? '', 16),
      };
      if (isDevice(file.dev, device)) return `process ${processId}`;
    }
    return undefined;
  }
}

/** As glibc's `gnu_dev_major` and `gnu_dev_minor`, for numbers of 32 bits. */
function isDevice(
  number: number,
  { major, minor }: { readonly major: number; readonly minor: number },
): boolean {
  const high = Math.floor(number / 2 ** 20) * 2 ** MINOR_BITS;
  return ((number >> MINOR_BITS) & MAJOR_MASK) === major && high + (number & MINOR_MASK) === minor;
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
