import { assert } from '../assert.ts';
import type { Timestamp } from '../numbers.ts';
import type { Clock, Timer } from '../time/clock.ts';

/** Where a `ManualClock` begins. */
export interface ManualClockOptions {
  /** The wall clock's first reading. The default is 2026-01-01T00:00:00Z. */
  readonly now?: Timestamp;
}

interface ManualTimer {
  readonly dueMs: number;
  readonly callback: () => void;
}

const NOW_DEFAULT = 1767225600000;

/**
 * A clock that stands still until it is told to advance. Timers run in the order in which they are
 * due, those due at the same time in the order in which they were set.
 */
export class ManualClock implements Clock {
  private elapsedMs = 0;
  private wallOffsetMs: number;
  /** Sorted by the time they are due. */
  private readonly timers: ManualTimer[] = [];

  constructor(options: ManualClockOptions = {}) {
    this.wallOffsetMs = options.now ?? NOW_DEFAULT;
  }

  now(): Timestamp {
    return Math.floor(this.wallOffsetMs + this.elapsedMs);
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const timer: ManualTimer = { dueMs: this.elapsedMs + Math.max(delayMs, 0), callback };
    this.timers.splice(this.indexAfter(timer.dueMs), 0, timer);
    return { cancel: () => this.remove(timer) };
  }

  /** How many timers are set. */
  get timersCount(): number {
    return this.timers.length;
  }

  /** How long until the next timer is due, or `undefined` without one. */
  get nextTimerMs(): number | undefined {
    const next = this.timers[0];
    return next === undefined ? undefined : next.dueMs - this.elapsedMs;
  }

  /**
   * Lets `ms` milliseconds pass. Every timer that becomes due meanwhile runs at its own time, those
   * that other timers set included.
   */
  advance(ms: number): void {
    assert(ms >= 0, `a clock cannot go back: advance(${ms})`);
    const untilMs = this.elapsedMs + ms;
    for (;;) {
      const next = this.timers[0];
      if (next === undefined || next.dueMs > untilMs) break;
      this.timers.shift();
      this.elapsedMs = next.dueMs;
      next.callback();
    }
    this.elapsedMs = untilMs;
  }

  /** Sets the wall clock as an administrator would; timers and the monotonic clock do not move. */
  jumpTo(now: Timestamp): void {
    this.wallOffsetMs = now - this.elapsedMs;
  }

  /** Where a timer belongs that is due at `dueMs` and was set last. */
  private indexAfter(dueMs: number): number {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const timer = this.timers[middle];
      if (timer !== undefined && timer.dueMs <= dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private remove(timer: ManualTimer): void {
    const index = this.timers.indexOf(timer);
    if (index >= 0) this.timers.splice(index, 1);
  }
}
