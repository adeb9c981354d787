import type { AppendGroup } from './append-queue.ts';

/** Told of a group that is durable. */
export type OnGroupDurable = (group: AppendGroup) => void;

/** Waits until everything that was written before is durable; rejects if it never will be. */
export type AfterWritten = () => Promise<void>;

/**
 * Decides when what was written to the segments of a log counts as durable (`odradek.flush`), and
 * makes it so.
 */
export interface Durability {
  /**
   * Whether a group can be written and followed without waiting for anything: then `beforeWrite` and
   * `afterWrite` have nothing to do. `isBehind` says that groups before it are not durable yet.
   */
  isQuick(group: AppendGroup, isBehind: boolean): boolean;
  /** What must be durable before the group is written. */
  beforeWrite(group: AppendGroup, afterWritten: AfterWritten): Promise<void>;
  /** What is done behind the write, before anything else of the log is written. */
  afterWrite(group: AppendGroup, afterWritten: AfterWritten): Promise<void>;
  /**
   * Calls back once with the group when it is durable, and everything that was followed before it; never if
   * the directory fails. It may do so at once.
   */
  follow(group: AppendGroup, isBehind: boolean, onDurable: OnGroupDurable): void;
}
