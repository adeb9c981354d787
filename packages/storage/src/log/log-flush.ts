import type { Clock } from '@odradek/base';

import type { LogAppender } from './log-appender.ts';
import type { LogState } from './log-state.ts';
import type { UnsyncedSegments } from './unsynced-segments.ts';

/** What flushing a log needs. */
export interface LogFlushOptions {
  readonly clock: Clock;
  readonly state: LogState;
  readonly appender: LogAppender;
  readonly unsynced: UnsyncedSegments;
}

/** Syncs what a log has acknowledged without (`odradek.flush=os`), as `flush.ms` asks for it. */
export class LogFlush {
  private readonly options: LogFlushOptions;
  /** When everything was durable last, by the monotonic clock. */
  private flushedAt: number;

  constructor(options: LogFlushOptions) {
    this.options = options;
    this.flushedAt = options.clock.monotonicMs();
  }

  /** See `PartitionLog.flush`. */
  async flush(): Promise<void> {
    const { clock, state, appender, unsynced } = this.options;
    const { endOffset } = state;
    const now = clock.monotonicMs();
    await appender.whenDurable();
    if (!unsynced.isEmpty) await unsynced.sync(endOffset);
    this.flushedAt = now;
  }

  /** See `PartitionLog.isFlushDue`. */
  get isDue(): boolean {
    const { clock, state, unsynced } = this.options;
    if (unsynced.isEmpty) return false;
    return clock.monotonicMs() - this.flushedAt >= state.config.flushMs;
  }
}
