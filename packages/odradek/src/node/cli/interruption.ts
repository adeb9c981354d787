const EXIT_INTERRUPTED = 130;

/**
 * SIGINT and SIGTERM as a wish to end. The first one ends what is waited for; who does not want to
 * wait for the rest sends a second one, and the process ends at once.
 */
export class Interruption {
  private hasCome = false;
  private onSignal = (): void => {};

  /** `onFirst` is called when the first one comes, whatever the command is at. */
  constructor(onFirst: () => void = () => {}) {
    const signal = (): void => {
      if (this.hasCome) process.exit(EXIT_INTERRUPTED);
      this.hasCome = true;
      onFirst();
      this.onSignal();
    };
    process.on('SIGINT', signal);
    process.on('SIGTERM', signal);
  }

  /**
   * Settles like `promise`, or resolves to undefined as soon as a signal comes. One call at a time.
   * It is no `Promise.race` with a promise for the signal, which would keep everything that was ever
   * waited for in memory.
   */
  orSignal<Value>(promise: Promise<Value>): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      this.onSignal = () => resolve(undefined);
      if (this.hasCome) this.onSignal();
      promise.then(resolve, reject);
    });
  }
}
