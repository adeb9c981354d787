import { readFileSync } from 'node:fs';

/** More gain nothing: opening a file again takes some ten microseconds. */
const FILES_MAX = 16_384;
/** Where the system does not say how many files a process may have open. */
const FILES_MAX_UNKNOWN = 1_024;
const SOFT_LIMIT = /^Max open files +(\d+)/m;

/**
 * How many files of logs may be open: half of what this process may have open; the other half is for
 * connections and everything else.
 */
export function openFilesMax(): number {
  const limit = openFilesLimit();
  return limit === undefined ? FILES_MAX_UNKNOWN : Math.min(FILES_MAX, Math.floor(limit / 2));
}

/** Node raises the soft limit to the hard one when it starts. */
function openFilesLimit(): number | undefined {
  try {
    const [, limit] = SOFT_LIMIT.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Math.max(2, Number(limit));
  } catch {
    // Only Linux has it.
    return undefined;
  }
}
