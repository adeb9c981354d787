import { MemoryFileSystem } from '../memory-file-system.ts';
import { type ChapterStart, type FaultKind, runWithFault } from './fault-run.ts';
import { CHAPTERS, LOG_DIRECTORY } from './workload.ts';

/** Which faults to try. */
export interface ChaptersOptions {
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
  /** 1 for a fault at every operation of the disk, k for every k-th. */
  readonly every: number;
  /** Before how many operations of a chapter there is none. */
  readonly from: number;
  /** After how many chapters it is enough; the default is all. */
  readonly chapters?: number;
  /** The only chapter with faults, -1 for all. */
  readonly chapter: number;
  /** Takes what was found wrong. */
  readonly onError: (error: unknown) => void;
}

/** What was tried. */
export interface ChaptersOutcome {
  /** How many runs met a fault of each kind. */
  readonly runs: ReadonlyMap<FaultKind, number>;
  readonly failed: number;
  /** Of the workload, without faults. */
  readonly operations: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly diskOperations: number;
}

/**
 * Goes through the workload chapter by chapter, and through each again and again, with a fault one
 * operation of the disk later each time, until none is met.
 */
export async function runChapters(options: ChaptersOptions): Promise<ChaptersOutcome> {
  const { seed, kinds, every, from, chapter: only, chapters = CHAPTERS } = options;
  const runs = new Map<FaultKind, number>(kinds.map((kind) => [kind, 0]));
  const counts = new Map<string, number>();
  let failed = 0;
  let diskOperations = 0;
  const disk = new MemoryFileSystem({ seed });
  await disk.createDirectory(LOG_DIRECTORY);
  let start: ChapterStart = { chapter: 0, disk, models: undefined };
  while (start.chapter < chapters) {
    const isTried = only < 0 || only === start.chapter;
    for (const kind of isTried ? kinds : []) {
      // Another residue in each chapter, so that few runs meet much.
      const first = from > 0 ? from : (start.chapter * 7) % every;
      for (let after = first; ; after += every) {
        try {
          const { failed: operation } = await runWithFault({ seed, start, kind, after });
          if (operation === undefined) break;
        } catch (error) {
          failed++;
          options.onError(error);
        }
        runs.set(kind, (runs.get(kind) ?? 0) + 1);
      }
    }
    const kind: FaultKind = 'EIO';
    const whole = await runWithFault({ seed, start, kind, after: Number.POSITIVE_INFINITY });
    start = whole.next;
    diskOperations += whole.diskOperations;
    for (const [name, count] of whole.counts) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const operations = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { runs, failed, operations, counts, diskOperations };
}
