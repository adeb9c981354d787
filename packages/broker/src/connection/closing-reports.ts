import type { Clock } from '@odradek/base';

/** How many closings are told in each window; the others are counted. */
const REPORTS_MAX = 10;
const WINDOW_MS = 10_000;

/**
 * Tells the operator which connections were closed and why, but not so often that whoever sends
 * nonsense could fill the operator's disk: the first few of every ten seconds, the others as a
 * number with the next one that is told.
 */
export class ClosingReports {
  private readonly clock: Clock;
  private readonly report: (message: string) => void;
  private windowEndMs = -Infinity;
  private told = 0;
  private untold = 0;

  constructor(clock: Clock, report: (message: string) => void) {
    this.clock = clock;
    this.report = report;
  }

  /** A connection was closed for `reason`. */
  closed(remoteAddress: string, reason: string): void {
    const nowMs = this.clock.monotonicMs();
    if (nowMs >= this.windowEndMs) {
      this.windowEndMs = nowMs + WINDOW_MS;
      this.told = 0;
    }
    if (this.told === REPORTS_MAX) {
      this.untold++;
      return;
    }
    this.told++;
    this.tellOthers();
    this.report(`Closing connection of ${remoteAddress}: ${reason}`);
  }

  private tellOthers(): void {
    if (this.untold === 0) return;
    this.report(`${this.untold} more connections were closed for what their clients sent.`);
    this.untold = 0;
  }
}
