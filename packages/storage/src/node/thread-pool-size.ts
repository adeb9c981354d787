/** What libuv has if nobody asks for another number. */
const THREADS_DEFAULT = 4;
const THREADS_MAX = 1024;
/** One for each frame of a journal that may be under way. */
const JOURNAL_THREADS = 2;
/**
 * How many reads are done at once. Beside eight readers of what is not in the page cache a write to
 * the journal takes 0.4 ms with two at once, 0.7 with four, 1.3 with all; see docs/performance.md.
 */
const READS_MAX = 2;

/** How many threads of this process wait for the disk: `UV_THREADPOOL_SIZE` as libuv reads it. */
export function threadPoolSize(setting: string | undefined): number {
  if (setting === undefined) return THREADS_DEFAULT;
  const threads = Number.parseInt(setting, 10);
  // It takes a negative number for a very large one, and what is no number for none.
  if (threads < 0) return THREADS_MAX;
  return Math.min(THREADS_MAX, threads >= 1 ? threads : 1);
}

/** How many of the threads are for what is no journal, and how many of those for reads. */
export function threadShares(threads: number): {
  readonly operationsMax: number;
  readonly readsMax: number;
  readonly syncsMax: number;
} {
  const operationsMax = Math.max(1, threads - JOURNAL_THREADS);
  const readsMax = Math.min(READS_MAX, operationsMax);
  // What is left is for writes: as many as there may be reads beside the syncs.
  return { operationsMax, readsMax, syncsMax: Math.max(1, operationsMax - readsMax - 1) };
}
