/** Hears how long it takes to make durable what was written. */
export interface SyncObserver {
  /** A segment was synced: how long it took, and when it ended by the monotonic clock. */
  logFlushed(ms: number, nowMs: number): void;
  /** A write to the journal of a log directory began. */
  journalWriteBegan(directory: string): void;
  /** It is durable; or it failed, if there is no `write`. */
  journalWriteEnded(
    directory: string,
    write:
      | {
          readonly bytes: number;
          readonly ms: number;
          /** When it ended, by the monotonic clock. */
          readonly nowMs: number;
        }
      | undefined,
  ): void;
}
