import type { Timestamp } from '../numbers.ts';
import type { Clock, Timer } from '../time/clock.ts';

/** A longer delay makes `setTimeout` fire at once, so it is waited for in parts. */
const DELAY_MS_MAX = 2 ** 31 - 1;

/** The clock of the machine. Its timers keep the process alive until they ran or are cancelled. */
export class SystemClock implements Clock {
  now(): Timestamp {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    let timeout: NodeJS.Timeout;
    const wait = (leftMs: number): void => {
      timeout =
        leftMs > DELAY_MS_MAX
          ? setTimeout(() => wait(leftMs - DELAY_MS_MAX), DELAY_MS_MAX)
          : setTimeout(callback, Math.max(leftMs, 0));
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timeout) };
  }
}
