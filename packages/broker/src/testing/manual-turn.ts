import type { EndOfTurn } from '@odradek/storage';

/** How many microtasks run without a sign of work before we believe that there is none. */
const QUIET_MICROTASKS = 300;

/** The turns of an event loop that stands still until it is told to go on. */
export class ManualTurn {
  private callbacks: (() => void)[] = [];

  /** Collects the callbacks that run at the end of this turn. */
  readonly endOfTurn: EndOfTurn = (callback) => {
    this.callbacks.push(callback);
  };

  /** Ends the turn. Answers whether anything waited for that. */
  end(): boolean {
    const callbacks = this.callbacks;
    this.callbacks = [];
    for (const callback of callbacks) callback();
    return callbacks.length > 0;
  }

  /** Runs a number of microtasks, and the end of the turn after each. */
  async run(microtasks: number): Promise<void> {
    for (let count = 0; count < microtasks; count++) {
      await Promise.resolve();
      this.end();
    }
  }

  /**
   * Runs turns and microtasks until nothing is left to do, or `isDone`. `progress` is a number that
   * changes when there was work. What waits for a timer, a client or a held sync goes on waiting.
   */
  async settle(progress: () => number, isDone: () => boolean = () => false): Promise<void> {
    let last = progress();
    for (let quiet = 0; quiet < QUIET_MICROTASKS && !isDone(); quiet++) {
      await Promise.resolve();
      const now = progress();
      if (this.end() || now !== last) quiet = 0;
      last = now;
    }
  }
}
