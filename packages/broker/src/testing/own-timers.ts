import type { Clock, Timer } from '@odradek/base';

/** A clock that knows the timers which were set by it, and not by others who share what is behind it. */
export class OwnTimers implements Clock {
  private readonly clock: Clock;
  private readonly set = new Set<Timer>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** How many of them are to come. */
  get count(): number {
    return this.set.size;
  }

  now(): number {
    return this.clock.now();
  }

  monotonicMs(): number {
    return this.clock.monotonicMs();
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const timer = this.clock.setTimer(delayMs, () => {
      this.set.delete(own);
      callback();
    });
    const own: Timer = {
      cancel: () => {
        this.set.delete(own);
        timer.cancel();
      },
    };
    this.set.add(own);
    return own;
  }
}
