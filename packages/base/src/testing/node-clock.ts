import { assert } from '../assert.ts';
import type { Timestamp } from '../numbers.ts';
import type { Clock, Timer } from '../time/clock.ts';
import type { SeededRandom } from './seeded-random.ts';
import { TimerQueue } from './timer-queue.ts';

/** How the clock of a machine differs from the time that all machines share. */
export interface NodeClockOptions {
  /** How far its wall clock is ahead; below zero behind. Default 0. */
  readonly offsetMs?: number;
  /**
   * How much faster its wall clock, monotonic clock and timers are: 0.01 gains ten milliseconds in a
   * second. Above -1. Default 0.
   */
  readonly drift?: number;
}

/**
 * The clock of one machine of a simulation. Its monotonic clock begins at 0. The machine can be
 * paused, as by SIGSTOP or a stop of its hypervisor: time goes on, timers wait and then come in a
 * burst. It can be stopped for good, as by a crash.
 */
export class NodeClock implements Clock {
  private readonly shared: Clock;
  private readonly startMs: number;
  private readonly drift: number;
  private readonly timers: TimerQueue;
  private offsetMs: number;
  /** The time at which the last timer ran: rounding never lets the clock read less. */
  private reachedMs = 0;
  private state: 'running' | 'paused' | 'stopped' = 'running';
  /** Waits on the shared clock for the timer that is due first. */
  private wait: Timer | undefined;

  /** `random` draws the order of timers that are due at the same time. */
  constructor(shared: Clock, options: NodeClockOptions = {}, random?: SeededRandom) {
    this.shared = shared;
    this.startMs = shared.monotonicMs();
    this.offsetMs = options.offsetMs ?? 0;
    this.drift = options.drift ?? 0;
    assert(this.drift > -1, `time goes forward: drift ${this.drift} is above -1`);
    this.timers = new TimerQueue(random);
  }

  now(): Timestamp {
    const gainedMs = (this.shared.monotonicMs() - this.startMs) * this.drift;
    return Math.floor(this.shared.now() + this.offsetMs + gainedMs);
  }

  monotonicMs(): number {
    const readMs = (this.shared.monotonicMs() - this.startMs) * (1 + this.drift);
    return Math.max(readMs, this.reachedMs);
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    if (this.state === 'stopped') return { cancel: () => {} };
    const timer = this.timers.add(this.monotonicMs() + Math.max(delayMs, 0), callback);
    if (this.timers.first === timer) this.waitForFirst();
    return {
      cancel: () => {
        const isFirst = this.timers.first === timer;
        this.timers.remove(timer);
        if (isFirst) this.waitForFirst();
      },
    };
  }

  /** How many timers are set. */
  get timersCount(): number {
    return this.timers.size;
  }

  get isPaused(): boolean {
    return this.state === 'paused';
  }

  /** Moves the wall clock, as a step of NTP would; timers and the monotonic clock do not move. */
  jump(ms: number): void {
    this.offsetMs += ms;
  }

  /** From now on no timer runs. Time goes on. */
  pause(): void {
    if (this.state !== 'running') return;
    this.state = 'paused';
    this.wait?.cancel();
  }

  /** Lets timers run again; those that became due meanwhile run at once, in their order. */
  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.waitForFirst();
  }

  /** The machine is gone: no timer runs any more, and none can be set. */
  stop(): void {
    this.state = 'stopped';
    this.wait?.cancel();
    this.timers.clear();
  }

  private waitForFirst(): void {
    if (this.state !== 'running') return;
    this.wait?.cancel();
    const { first } = this.timers;
    if (first === undefined) return;
    const leftMs = (first.dueMs - this.monotonicMs()) / (1 + this.drift);
    this.wait = this.shared.setTimer(leftMs, () => this.runFirst());
  }

  /** Runs one timer; others that are due follow in steps of their own. */
  private runFirst(): void {
    const timer = this.timers.shift();
    assert(timer !== undefined, 'the node waits only while a timer is set');
    this.reachedMs = Math.max(this.reachedMs, timer.dueMs);
    this.waitForFirst();
    timer.callback();
  }
}
