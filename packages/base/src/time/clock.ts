import type { Timestamp } from '../numbers.ts';

/** A callback that is due later. */
export interface Timer {
  /** Makes sure that the callback does not run any more. Does nothing if it already ran. */
  cancel(): void;
}

/** The passing of time, as everything that waits or stamps records sees it. */
export interface Clock {
  /**
   * The wall clock: what records are stamped with and retention compares with. It may jump either
   * way, so durations are never measured with it.
   */
  now(): Timestamp;
  /** Milliseconds, with fractions, since a point in the past that never moves. Never decreases. */
  monotonicMs(): number;
  /**
   * Calls `callback` once, not before `delayMs` have passed on the monotonic clock and never before
   * `setTimer` returns. A delay below zero counts as zero.
   */
  setTimer(delayMs: number, callback: () => void): Timer;
}
