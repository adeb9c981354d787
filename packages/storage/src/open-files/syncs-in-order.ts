/**
 * The syncs of one open file, one after the other. The system tells that it could not write pages back
 * once to each descriptor: of two syncs under way at the same time one may be told, and the other one
 * go well although what it was to cover is lost.
 */
export class SyncsInOrder {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /**
   * Syncs, at once if nothing is under way, else once behind it for all who ask meanwhile. `sync` makes
   * durable what was written before it begins. Whoever waits behind one that fails is told the same,
   * and nothing is tried again.
   */
  run(sync: () => Promise<void>): Promise<void> {
    if (this.next !== undefined) return this.next;
    if (this.running === undefined) return this.begin(sync);
    this.next = this.running.then(() => {
      this.next = undefined;
      return this.begin(sync);
    });
    return this.next;
  }

  private begin(sync: () => Promise<void>): Promise<void> {
    const running = sync();
    const end = (): void => {
      if (this.running === running) this.running = undefined;
    };
    const fail = (): void => {
      end();
      this.next = undefined;
    };
    this.running = running;
    running.then(end, fail);
    return running;
  }
}
