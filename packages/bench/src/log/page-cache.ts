import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const DROP_CACHES = '/proc/sys/vm/drop_caches';
/** Pages, names and inodes. */
const EVERYTHING = '3\n';

/** Whether the page cache can be emptied: that takes Linux and root. */
export function canDropPageCache(): boolean {
  try {
    dropPageCache();
    return true;
  } catch {
    return false;
  }
}

/** Empties the page cache of the whole machine, of what is not waiting to be written. */
export function dropPageCache(): void {
  writeFileSync(DROP_CACHES, EVERYTHING);
}

/** Writes out what waits to be, so that nothing is left in the page cache when it is emptied. */
export function syncEverything(): void {
  execFileSync('sync');
}

/**
 * Empties the page cache of one file, of what is not waiting to be written, and of no other. Needs GNU
 * dd, which tells the system with `posix_fadvise`.
 */
export async function dropPagesOf(file: string): Promise<void> {
  await execute('dd', [`if=${file}`, 'iflag=nocache', 'count=0']);
}
