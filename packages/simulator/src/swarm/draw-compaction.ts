import type { SeededRandom } from '@odradek/base/testing';

import { pick } from './pick.ts';
import type { CompactionPlan } from './seed-plan.ts';

/** Draws how logs are compacted: so often that a broker which goes down is in the middle of it. */
export function drawCompaction(random: SeededRandom): CompactionPlan {
  return {
    backoffMs: pick(random, [5, 50, 500]),
    threads: pick(random, [1, 1, 3]),
    // A batch must fit; of these keys, 24 bytes each, not all do.
    dedupeBufferBytes: pick(random, [3_000, 100_000, 1_000_000]),
    bytesPerSecond: pick(random, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 50_000]),
    isDeleted: random.chance(0.25),
    segmentMs: pick(random, [20, 100, 500]),
    minCleanableDirtyRatio: pick(random, [0, 0.1, 0.5]),
    minCompactionLagMs: pick(random, [0, 0, 200]),
    maxCompactionLagMs: pick(random, [Number.MAX_SAFE_INTEGER, 1_000]),
    deleteRetentionMs: pick(random, [0, 300, 2_000, 86_400_000]),
    keysCount: pick(random, [1, 5, 30]),
  };
}
