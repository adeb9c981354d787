import type { Offset } from '@odradek/base';

import type { Segment } from '../segment/segment.ts';
import type { LogState } from './log-state.ts';

/** The segments of a log that were acknowledged without a sync (`odradek.flush=os`). */
export class UnsyncedSegments {
  private readonly segments = new Set<Segment>();
  private readonly state: Pick<LogState, 'truncations'>;
  private syncedOffset: Offset;

  /** Everything before `endOffset` is durable; `state` counts how often the log became shorter. */
  constructor(endOffset: Offset, state: Pick<LogState, 'truncations'>) {
    this.syncedOffset = endOffset;
    this.state = state;
  }

  /** Before it everything is durable. */
  get flushedOffset(): Offset {
    return this.syncedOffset;
  }

  get isEmpty(): boolean {
    return this.segments.size === 0;
  }

  add(segment: Segment): void {
    this.segments.add(segment);
  }

  /** Makes durable what was written so far, which ends at `offset` if that is known. */
  async sync(offset: Offset = 0): Promise<void> {
    const { truncations } = this.state;
    const segments = Array.from(this.segments);
    for (const segment of segments) {
      await segment.sync();
      if (!segment.isUnsynced) this.segments.delete(segment);
    }
    // What lay before the offset may have been cut off meanwhile, and other records be there now.
    if (this.state.truncations === truncations) {
      this.syncedOffset = Math.max(this.syncedOffset, offset);
    }
  }

  /** The log ends at `offset` now. */
  truncateTo(offset: Offset): void {
    this.syncedOffset = Math.min(this.syncedOffset, offset);
  }
}
