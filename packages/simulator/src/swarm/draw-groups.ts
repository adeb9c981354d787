import type { SeededRandom } from '@odradek/base/testing';

import { pick } from './pick.ts';
import type { GroupsPlan } from './seed-plan.ts';

const FOR_EVER = { offsetsRetentionMs: 7 * 86_400_000, retentionCheckMs: 600_000 };
/** Offsets expire while others are committed, and groups without members are forgotten. */
const SOON = { offsetsRetentionMs: 1_000, retentionCheckMs: 50 };

/** Draws groups whose timeouts are so short that pauses and crashes outlast them. */
export function drawGroups(random: SeededRandom): GroupsPlan {
  const sessionTimeoutMs = pick(random, [500, 1_500, 4_000]);
  return {
    ...pick(random, [FOR_EVER, FOR_EVER, SOON]),
    offsetsPartitions: pick(random, [1, 3]),
    loadBufferBytes: pick(random, [100, 5_000_000]),
    segmentMs: pick(random, [50, 300, 86_400_000]),
    minCleanableDirtyRatio: pick(random, [0, 0.5]),
    deleteRetentionMs: pick(random, [0, 500, 86_400_000]),
    initialRebalanceDelayMs: pick(random, [0, 50, 500]),
    sessionTimeoutMs,
    rebalanceTimeoutMs: pick(random, [500, 2_000, 6_000]),
    membersCount: random.between(2, 5),
    partitionsCount: random.between(1, 6),
    commitProbability: pick(random, [0.1, 0.5, 1]),
    areStatic: random.chance(0.25),
    stayMsMax: pick(random, [1_000, 5_000, 60_000]),
  };
}
