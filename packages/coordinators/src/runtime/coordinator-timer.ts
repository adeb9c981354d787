import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorResult } from './coordinator-result.ts';

/**
 * The timers of a shard (Kafka's `CoordinatorTimer`). They are gone when the shard is unloaded. An
 * operation whose records could not be appended runs again 500 ms later, unless its timer was
 * cancelled or scheduled anew.
 */
export interface CoordinatorTimer<Record extends CoordinatorRecord> {
  /**
   * Runs `operation` once, like any other operation of the shard, not before `delayMs` have passed.
   * Replaces the timer that has this key.
   */
  schedule(key: string, delayMs: number, operation: () => CoordinatorResult<Record>): void;
  /** As `schedule`, unless a timer has this key. */
  scheduleIfAbsent(key: string, delayMs: number, operation: () => CoordinatorResult<Record>): void;
  /** Makes sure that the operation does not run any more. Does nothing without a timer. */
  cancel(key: string): void;
  isScheduled(key: string): boolean;
}
