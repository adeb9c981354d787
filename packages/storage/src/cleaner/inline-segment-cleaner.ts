import type { Clock } from '@odradek/base';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { CleaningObserver, SegmentCleaner } from '../ports/segment-cleaner.ts';
import { CleanerThrottle } from './cleaner-throttle.ts';
import type { CleaningJob, CleaningResult } from './cleaning-job.ts';
import { cleanLog } from './cleaning-run.ts';

/** What an `InlineSegmentCleaner` needs. */
export interface InlineSegmentCleanerOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly endOfTurn: EndOfTurn;
}

/** Cleans segments on the event loop, a chunk in a turn: where there are no threads. */
export class InlineSegmentCleaner implements SegmentCleaner {
  private readonly options: InlineSegmentCleanerOptions;
  private isClosed = false;

  constructor(options: InlineSegmentCleanerOptions) {
    this.options = options;
  }

  clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    const { fileSystem, clock } = this.options;
    const throttle = new CleanerThrottle(job.limits.bytesPerSecond);
    return cleanLog(job, {
      fileSystem,
      onCleaned: observer.onCleaned,
      isAborted: () => this.isClosed || observer.isAborted(),
      throttle: (bytes) => this.pause(throttle.delayMs(bytes, clock.monotonicMs())),
    });
  }

  private pause(delayMs: number): Promise<void> {
    const { clock, endOfTurn } = this.options;
    return new Promise((resolve) => {
      if (delayMs > 0) clock.setTimer(delayMs, resolve);
      else endOfTurn(resolve);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}
