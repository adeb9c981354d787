import { assert } from '../assert.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A callback that waits for its time. */
export interface QueuedTimer {
  /** In milliseconds of the clock that owns the queue. */
  readonly dueMs: number;
  /** Decides between timers that are due at the same time. */
  readonly tie: number;
  /** Decides between those that have even the same tie: the order in which they were added. */
  readonly sequence: number;
  readonly callback: () => void;
}

/**
 * Timers in the order in which they are due. Those that are due at the same time come in the order
 * in which they were added, or in an order that `random` draws.
 */
export class TimerQueue {
  private readonly timers: QueuedTimer[] = [];
  private readonly random: SeededRandom | undefined;
  private nextSequence = 0;

  constructor(random?: SeededRandom) {
    this.random = random;
  }

  get size(): number {
    return this.timers.length;
  }

  /** The timer that is due first. */
  get first(): QueuedTimer | undefined {
    return this.timers[0];
  }

  add(dueMs: number, callback: () => void): QueuedTimer {
    assert(!Number.isNaN(dueMs), 'the delay of a timer is a number');
    const tie = this.random?.uint32() ?? 0;
    const timer: QueuedTimer = { dueMs, tie, sequence: this.nextSequence++, callback };
    this.timers.splice(this.indexOf(timer), 0, timer);
    return timer;
  }

  /** Takes the timer that is due first. */
  shift(): QueuedTimer | undefined {
    return this.timers.shift();
  }

  /** Takes a timer out. Does nothing if it is not there any more. */
  remove(timer: QueuedTimer): void {
    const index = this.indexOf(timer);
    if (this.timers[index] === timer) this.timers.splice(index, 1);
  }

  clear(): void {
    this.timers.length = 0;
  }

  /** Where a timer is, or belongs. */
  private indexOf(timer: QueuedTimer): number {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.timers[middle];
      if (other !== undefined && compare(other, timer) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(left: QueuedTimer, right: QueuedTimer): number {
  if (left.dueMs !== right.dueMs) return left.dueMs < right.dueMs ? -1 : 1;
  return left.tie - right.tie || left.sequence - right.sequence;
}
