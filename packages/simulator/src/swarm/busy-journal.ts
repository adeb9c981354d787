import type { SeededRandom } from '@odradek/base/testing';

import { pick } from './pick.ts';
import type { JournalPlan, OutagePlan, SeedPlan } from './seed-plan.ts';

/** How much padding records have at most: the most for which segments have room. */
const PADDINGS = [3_000, 500, 50];

/**
 * The plan with journals that have much to write and no reason for a checkpoint before they are full,
 * and with crashes when their files are used again. So frames of several blocks overwrite others that
 * no checkpoint spoke of until then; by chance alone hardly a seed has that.
 */
export function withBusyJournal(plan: SeedPlan, random: SeededRandom): SeedPlan {
  const { segmentBytes, producers, outages } = plan;
  const paddingBytesMax = PADDINGS.find((bytes) => bytes < segmentBytes / 4) ?? 0;
  return {
    ...plan,
    journal: drawBusyJournal(plan.journal, random),
    // What is compressed has no padding any more.
    producers: producers.map((each) => ({ ...each, compression: 'none', paddingBytesMax })),
    outages: outages.map((each) => (random.chance(0.6) ? atJournalReuse(each, random) : each)),
  };
}

function drawBusyJournal(journal: JournalPlan, random: SeededRandom): JournalPlan {
  const fileBlocks = pick(random, [4, 6, 16]);
  return {
    ...journal,
    fileBlocks,
    // Of two files the one that is used again has only what the checkpoint before spoke of.
    filesMax: pick(random, [3, 3, 8]),
    frameBlocksMax: random.between(1, Math.min(8, fileBlocks - 2)),
    checkpointBlocks: 1_000,
    checkpointMs: 60_000,
    byReferenceBytes: 1_000_000,
  };
}

function atJournalReuse(outage: OutagePlan, random: SeededRandom): OutagePlan {
  return {
    ...outage,
    kind: pick(random, ['power', 'power', 'power', 'kill']),
    atJournalReuse: random.between(1, 8),
    atDiskOperation: random.between(1, 3),
  };
}
