import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorRecord } from './coordinator-record.ts';

/** What an operation of a shard wants to become of it (Kafka's `CoordinatorResult`). */
export interface CoordinatorResult<Record extends CoordinatorRecord> {
  /** Appended as one batch, so that all of them hold or none, unless `isAtomic` says else. May be empty. */
  readonly records: readonly Record[];
  /**
   * `false` lets the records be split where they are more than a batch may have. The default is
   * `true`: then they are refused with `UNKNOWN_SERVER_ERROR`, as Kafka does.
   */
  readonly isAtomic?: boolean;
  /**
   * Called exactly once, never before the operation has returned: with `ErrorCode.NONE` when the
   * records, and whatever was written before them, are committed; else with the error that Kafka's
   * coordinators answer. An operation without records waits for what was written before it, so
   * that nobody is told of what may be lost.
   */
  readonly complete: (errorCode: number) => void;
  /**
   * Whether the records are replayed as soon as they are appended. The default is `true`. `false` is
   * for state that its operations have changed already, as classic groups do (Kafka's
   * `replayRecords`).
   */
  readonly isReplayed?: boolean;
}

/** The result of an operation that has nothing to write and nobody to tell. */
export const NOTHING_TO_DO: CoordinatorResult<never> = { records: [], complete: () => {} };

/** A result that answers `response` when the records are committed, or what `fail` makes of an error. */
export function respondWhenCommitted<Record extends CoordinatorRecord, Response>(options: {
  readonly records: readonly Record[];
  readonly response: Response;
  readonly respond: (response: Response) => void;
  readonly fail: (errorCode: number) => Response;
}): CoordinatorResult<Record> {
  const { records, response, respond, fail } = options;
  return {
    records,
    complete: (errorCode) => respond(errorCode === ErrorCode.NONE ? response : fail(errorCode)),
  };
}
