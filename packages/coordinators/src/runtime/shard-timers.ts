import type { Clock, Timer } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorResult } from './coordinator-result.ts';
import type { CoordinatorTimer } from './coordinator-timer.ts';

/** How long a timer waits whose records could not be appended (Kafka's `CoordinatorTimer`). */
const TIMER_RETRY_MS = 500;

type Operation<Record extends CoordinatorRecord> = () => CoordinatorResult<Record>;

/** A timer that has not run yet. */
interface ScheduledOperation<Record extends CoordinatorRecord> {
  dueMs: number;
  operation: Operation<Record>;
  /** Of the clock; it may be due earlier than the operation, whose timer was put off meanwhile. */
  timer: Timer;
  timerDueMs: number;
}

/**
 * The timers of a shard. Most are put off again and again, with each heartbeat of a member: that
 * moves their time, and the clock is told when the earlier time has come.
 */
export class ShardTimers<Record extends CoordinatorRecord> implements CoordinatorTimer<Record> {
  private readonly clock: Clock;
  private readonly run: (operation: Operation<Record>) => void;
  private readonly scheduled = new Map<string, ScheduledOperation<Record>>();
  private isClosed = false;

  /** `run` is called with what is due, and runs it as an operation of the shard. */
  constructor(clock: Clock, run: (operation: Operation<Record>) => void) {
    this.clock = clock;
    this.run = run;
  }

  /** How many timers are set. */
  get size(): number {
    return this.scheduled.size;
  }

  schedule(key: string, delayMs: number, operation: Operation<Record>): void {
    if (this.isClosed) return;
    const dueMs = this.clock.monotonicMs() + Math.max(delayMs, 0);
    const known = this.scheduled.get(key);
    if (known !== undefined && known.timerDueMs <= dueMs) {
      known.dueMs = dueMs;
      known.operation = operation;
      return;
    }
    known?.timer.cancel();
    const timer = this.setTimer(key, delayMs);
    this.scheduled.set(key, { dueMs, operation, timer, timerDueMs: dueMs });
  }

  scheduleIfAbsent(key: string, delayMs: number, operation: Operation<Record>): void {
    if (!this.isScheduled(key)) this.schedule(key, delayMs, operation);
  }

  cancel(key: string): void {
    this.scheduled.get(key)?.timer.cancel();
    this.scheduled.delete(key);
  }

  isScheduled(key: string): boolean {
    return this.scheduled.has(key);
  }

  /** Cancels all; none is scheduled any more. */
  close(): void {
    this.isClosed = true;
    for (const { timer } of this.scheduled.values()) timer.cancel();
    this.scheduled.clear();
  }

  private setTimer(key: string, delayMs: number): Timer {
    return this.clock.setTimer(delayMs, () => this.timerDue(key));
  }

  private timerDue(key: string): void {
    const due = this.scheduled.get(key);
    if (due === undefined) return;
    const leftMs = due.dueMs - this.clock.monotonicMs();
    if (leftMs > 0) {
      due.timer = this.setTimer(key, leftMs);
      due.timerDueMs = due.dueMs;
      return;
    }
    this.scheduled.delete(key);
    const { operation } = due;
    this.run(() => this.withRetry(key, operation));
  }

  /** Whoever became coordinator instead, or loads, has timers of its own. */
  private withRetry(key: string, operation: Operation<Record>): CoordinatorResult<Record> {
    const result = operation();
    return {
      ...result,
      complete: (errorCode) => {
        result.complete(errorCode);
        const isOver =
          errorCode === ErrorCode.NONE ||
          errorCode === ErrorCode.NOT_COORDINATOR ||
          errorCode === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;
        if (!isOver) this.scheduleIfAbsent(key, TIMER_RETRY_MS, operation);
      },
    };
  }
}
