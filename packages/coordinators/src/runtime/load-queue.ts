/**
 * Lets one load run after the other, in their order. All of them together take no more of a turn of the
 * event loop than one, and hold one buffer; and the first partitions are there soon, not all of them late
 * (as Kafka's loader, which has one thread).
 */
export class LoadQueue {
  private isBusy = false;
  private readonly waiting: (() => void)[] = [];

  /** Runs a load when those before it have ended, however they did; settles as it does. */
  async run<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
    if (this.isBusy) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.isBusy = true;
    try {
      return await load();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.isBusy = false;
      else next();
    }
  }
}
