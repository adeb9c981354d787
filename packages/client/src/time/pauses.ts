import type { Clock } from '@odradek/base';

/** A pause that has begun. */
export interface Pause {
  /** Resolves when the pause is over. */
  readonly over: Promise<void>;
  /** Ends it early. */
  end(): void;
}

/** Pauses of async functions, all of which end when their owner is closed. */
export class Pauses {
  private readonly clock: Clock;
  private readonly ends: Set<() => void> = new Set<() => void>();
  private isClosed = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Begins a pause of `delayMs`; of none if that is not above zero, or after `close`. */
  begin(delayMs: number): Pause {
    if (this.isClosed || delayMs <= 0) return { over: Promise.resolve(), end: () => {} };
    let resolveOver: () => void = () => {};
    const over = new Promise<void>((resolve) => {
      resolveOver = resolve;
    });
    const end = (): void => {
      timer.cancel();
      this.ends.delete(end);
      resolveOver();
    };
    const timer = this.clock.setTimer(delayMs, end);
    this.ends.add(end);
    return { over, end };
  }

  /** Resolves after `delayMs`, or as soon as the pauses are closed. */
  pause(delayMs: number): Promise<void> {
    return this.begin(delayMs).over;
  }

  /** Ends every pause, and those to come at once. */
  close(): void {
    this.isClosed = true;
    for (const end of this.ends) end();
  }
}
