import type { Clock, Timer } from '@odradek/base';

import type { CoordinatorRecord } from '../runtime/coordinator-record.ts';
import type { CoordinatorResult } from '../runtime/coordinator-result.ts';
import type { CoordinatorTimer } from '../runtime/coordinator-timer.ts';

type Operation<Record extends CoordinatorRecord> = () => CoordinatorResult<Record>;

/** Timers on a clock, which hand what is due to `run`. */
export class MemoryCoordinatorTimer<
  Record extends CoordinatorRecord,
> implements CoordinatorTimer<Record> {
  private readonly clock: Clock;
  private readonly run: (operation: Operation<Record>) => void;
  private readonly timers = new Map<string, Timer>();

  constructor(clock: Clock, run: (operation: Operation<Record>) => void) {
    this.clock = clock;
    this.run = run;
  }

  schedule(key: string, delayMs: number, operation: Operation<Record>): void {
    this.cancel(key);
    const timer = this.clock.setTimer(delayMs, () => {
      this.timers.delete(key);
      this.run(operation);
    });
    this.timers.set(key, timer);
  }

  scheduleIfAbsent(key: string, delayMs: number, operation: Operation<Record>): void {
    if (!this.isScheduled(key)) this.schedule(key, delayMs, operation);
  }

  cancel(key: string): void {
    this.timers.get(key)?.cancel();
    this.timers.delete(key);
  }

  isScheduled(key: string): boolean {
    return this.timers.has(key);
  }

  /** Cancels all. */
  close(): void {
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
  }
}
