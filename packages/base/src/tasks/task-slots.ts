/** Does at most a number of things at once; others wait, and begin in the order in which they came. */
export class TaskSlots {
  private readonly slots: number;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** At least one at once. */
  constructor(slots: number) {
    this.slots = slots;
  }

  /**
   * Does something as soon as there is a slot, at once if there is one now. Resolves and rejects as the
   * task does, which may also throw. A task must not wait for another one that needs a slot.
   */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.running < this.slots) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      // Whoever waits takes the slot over, so that nobody who comes meanwhile is sooner.
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }
}
