import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Segment } from '../segment/segment.ts';
import { UnsyncedSegments } from './unsynced-segments.ts';

/** A segment whose syncs end when they are told to. */
class HeldSegment {
  isUnsynced = true;
  end: () => void = () => {};

  async sync(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.end = resolve;
    });
    this.isUnsynced = false;
  }
}

test('what is durable ends where a sync has said, unless the log became shorter meanwhile', async () => {
  for (const [isTruncated, flushedOffset] of [
    [false, 20],
    [true, 15],
  ] as const) {
    const state = { truncations: 0 };
    const unsynced = new UnsyncedSegments(10, state);
    const segment = new HeldSegment();
    unsynced.add(segment as unknown as Segment);
    const sync = unsynced.sync(20);
    if (isTruncated) {
      // The records from 15 to 20 are others from now on.
      state.truncations++;
      unsynced.truncateTo(15);
      assert.equal(unsynced.flushedOffset, 10);
    }
    segment.end();
    await sync;
    assert.equal(unsynced.isEmpty, true);
    await unsynced.sync(flushedOffset);
    assert.equal(unsynced.flushedOffset, flushedOffset);
  }
});
