import { assert } from '../assert.ts';
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
    assert(!Number.isNaN(delayMs), 'the delay of a timer is a number');
    const dueMs = performance.now() + delayMs;
    let timeout: NodeJS.Timeout;
    // `setTimeout` counts in whole milliseconds and may fire up to one too early.
    const runIfDue = (): void => {
      const leftMs = dueMs - performance.now();
      if (leftMs > 0) wait(leftMs);
      else callback();
    };
    const wait = (leftMs: number): void => {
      timeout = setTimeout(runIfDue, Math.min(Math.max(leftMs, 0), DELAY_MS_MAX));
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timeout) };
  }
}
