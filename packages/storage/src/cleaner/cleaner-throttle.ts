/** Below this a wait is not worth its timer; what is owed is waited for with what comes next. */
const DELAY_MS_MIN = 5;

/** How long to wait so that on the average no more is read and written than a rate says. */
export class CleanerThrottle {
  private readonly bytesPerMs: number;
  /** When everything until now may have been read and written. */
  private paidAtMs = 0;

  /** `log.cleaner.io.max.bytes.per.second`, of one thread. */
  constructor(bytesPerSecond: number) {
    const msPerSecond = 1000;
    this.bytesPerMs = bytesPerSecond / msPerSecond;
  }

  /** How long to wait after so many bytes, at a time of a clock that never goes back. */
  delayMs(bytes: number, nowMs: number): number {
    this.paidAtMs = Math.max(this.paidAtMs, nowMs) + bytes / this.bytesPerMs;
    const delayMs = this.paidAtMs - nowMs;
    return delayMs < DELAY_MS_MIN ? 0 : delayMs;
  }
}
