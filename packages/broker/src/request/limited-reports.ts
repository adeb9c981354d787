import type { Clock } from '@odradek/base';

/** How many messages are passed on in each window; the others are counted. */
const MESSAGES_MAX = 10;
const WINDOW_MS = 10_000;

/**
 * Tells the operator of what clients may bring about as often as they like, but not so often that it
 * could fill the operator's disk: the first few messages of every ten seconds, the others as a number
 * with the next one that is passed on.
 */
export class LimitedReports {
  private readonly clock: Clock;
  private readonly report: (message: string) => void;
  private readonly others: (count: number) => string;
  private windowEndMs = -Infinity;
  private told = 0;
  private untold = 0;

  /** `others` says that so many more messages were left out. */
  constructor(clock: Clock, report: (message: string) => void, others: (count: number) => string) {
    this.clock = clock;
    this.report = report;
    this.others = others;
  }

  tell(message: string): void {
    const nowMs = this.clock.monotonicMs();
    if (nowMs >= this.windowEndMs) {
      this.windowEndMs = nowMs + WINDOW_MS;
      this.told = 0;
    }
    if (this.told === MESSAGES_MAX) {
      this.untold++;
      return;
    }
    this.told++;
    if (this.untold > 0) this.report(this.others(this.untold));
    this.untold = 0;
    this.report(message);
  }
}
