import { assert } from '../assert.ts';
import type { Timestamp } from '../numbers.ts';
import type { Clock, Timer } from '../time/clock.ts';
import { NodeClock, type NodeClockOptions } from './node-clock.ts';
import type { SeededRandom } from './seeded-random.ts';
import { TimerQueue } from './timer-queue.ts';

/** Where a `ManualClock` begins. */
export interface ManualClockOptions {
  /** The wall clock's first reading. The default is 2026-01-01T00:00:00Z. */
  readonly now?: Timestamp;
  /**
   * Draws the order of timers that are due at the same time, from a stream of its own. Without it
   * they run in the order in which they were set.
   */
  readonly random?: SeededRandom;
}

const NOW_DEFAULT = 1767225600000;

/**
 * A clock that stands still until it is told to advance, or to go to its next timer, as a simulator
 * does. Timers run in the order in which they are due. `node` gives the clocks of the machines of a
 * simulation, which all follow this one.
 */
export class ManualClock implements Clock {
  private elapsedMs = 0;
  private wallOffsetMs: number;
  private nodesCount = 0;
  private readonly random: SeededRandom | undefined;
  private readonly timers: TimerQueue;

  constructor(options: ManualClockOptions = {}) {
    this.wallOffsetMs = options.now ?? NOW_DEFAULT;
    this.random = options.random;
    this.timers = new TimerQueue(options.random?.fork('clock'));
  }

  now(): Timestamp {
    return Math.floor(this.wallOffsetMs + this.elapsedMs);
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const timer = this.timers.add(this.elapsedMs + Math.max(delayMs, 0), callback);
    return { cancel: () => this.timers.remove(timer) };
  }

  /** The clock of a machine that starts now, on the time of this one. */
  node(options: NodeClockOptions = {}): NodeClock {
    const random = this.random?.fork(`clock of node ${this.nodesCount++}`);
    return new NodeClock(this, options, random);
  }

  /** How many timers are set. Those of a node count as one, and as none while it is paused. */
  get timersCount(): number {
    return this.timers.size;
  }

  /** How long until the next timer is due, or `undefined` without one. */
  get nextTimerMs(): number | undefined {
    const dueMs = this.nextTimerAt;
    return dueMs === undefined ? undefined : dueMs - this.elapsedMs;
  }

  /** When the next timer is due on the monotonic clock, or `undefined` without one. */
  get nextTimerAt(): number | undefined {
    return this.timers.first?.dueMs;
  }

  /**
   * Lets time pass until the next timer is due, and runs that one alone, even if others are due at
   * the same time: what it started can settle before the next. Answers `false` without a timer.
   */
  advanceToNextTimer(): boolean {
    const next = this.timers.shift();
    if (next === undefined) return false;
    this.elapsedMs = next.dueMs;
    next.callback();
    return true;
  }

  /**
   * Lets `ms` milliseconds pass. Every timer that becomes due meanwhile runs at its own time, those
   * that other timers set included.
   */
  advance(ms: number): void {
    assert(ms >= 0, `a clock cannot go back: advance(${ms})`);
    const untilMs = this.elapsedMs + ms;
    for (;;) {
      const { nextTimerAt } = this;
      if (nextTimerAt === undefined || nextTimerAt > untilMs) break;
      this.advanceToNextTimer();
    }
    this.elapsedMs = untilMs;
  }

  /** Sets the wall clock as an administrator would; timers and the monotonic clock do not move. */
  jumpTo(now: Timestamp): void {
    this.wallOffsetMs = now - this.elapsedMs;
  }
}
