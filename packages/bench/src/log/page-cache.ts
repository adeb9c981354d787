import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

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
