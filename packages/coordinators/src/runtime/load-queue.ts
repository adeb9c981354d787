/**
 * Lets one load run after the other, in their order. All of them together take no more of a turn of the
 * event loop than one, and hold one buffer; and the first partitions are there soon, not all of them late
 * (as Kafka's loader, which has one thread).
 */
export class LoadQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs a load when those before it have ended, however they did; settles as it does. */
  run<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
    const loaded = this.last.then(load);
    // Whoever began it is told of its error.
    this.last = loaded.then(
      () => undefined,
      () => undefined,
    );
    return loaded;
  }
}
