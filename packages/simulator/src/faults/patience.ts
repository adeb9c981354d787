/** How long nothing may come nearer until the broker is started anew. */
const PATIENCE_MS = 5_000;

/**
 * When somebody who waits for something to come nearer starts the broker anew. A broker on a slow disk
 * has to have longer after each time that was in vain: if it is started anew before it has recovered its
 * logs, it begins with that again, for ever. What came nearer meanwhile has made the logs longer still.
 */
export class Patience {
  private limitMs = PATIENCE_MS;
  private waitedMs = 0;
  private lastCount: number;

  /** `count` is what is to grow, as it is now. */
  constructor(count: number) {
    this.lastCount = count;
  }

  /** Answers whether it is over, after so many milliseconds more; then it begins anew. */
  endsAfter(ms: number, count: number): boolean {
    if (count !== this.lastCount) {
      this.lastCount = count;
      this.waitedMs = 0;
      return false;
    }
    this.waitedMs += ms;
    if (this.waitedMs < this.limitMs) return false;
    this.waitedMs = 0;
    this.limitMs *= 2;
    return true;
  }
}
