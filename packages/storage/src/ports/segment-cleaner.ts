import type { CleanedGroup, CleaningJob, CleaningResult } from '../cleaner/cleaning-job.ts';

/** Who wants a log to be cleaned. */
export interface CleaningObserver {
  /**
   * Called with each group of segments that was cleaned, oldest first; the next one is cleaned when it
   * has resolved. A rejection ends the cleaning with the same error.
   */
  readonly onCleaned: (group: CleanedGroup) => Promise<void>;
  /** Whether nobody wants it any more. */
  readonly isAborted: () => boolean;
}

/** Cleans segments of a log, beside the event loop or on it. */
export interface SegmentCleaner {
  /**
   * Writes what stays of the segments of a job into files with the suffix `.cleaned`, which are durable
   * when the observer is told of them; the segments themselves are left alone, and so are groups in
   * which nothing changes. Rejects with `CleaningAborted` soon after that is asked for, and else with
   * what the disk does or with why a segment cannot be read; then none of its files is left, unless
   * the disk does not let them go.
   */
  clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult>;
  /** Ends what is under way, as if it was aborted, and frees what it has. */
  close(): Promise<void>;
}
