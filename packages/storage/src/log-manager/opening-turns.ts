/** How many logs are opened at once: more gains nothing, and keeps many files open. */
const OPENED_AT_ONCE = 16;

/** Opens a few logs at a time, in the order in which they are asked for. */
export class OpeningTurns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** Does something when it is its turn; it may throw at once. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.running >= OPENED_AT_ONCE) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }
}
