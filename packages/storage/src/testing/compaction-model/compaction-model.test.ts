import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type CompactionCounts, CompactionRun } from './compaction-run.ts';

const SEEDS = Number(process.env['ODRADEK_COMPACTION_SEEDS'] ?? 12);
const FIRST_SEED = Number(process.env['ODRADEK_COMPACTION_FROM'] ?? 1);
const STEPS = 150;

test('a compacted log has what the model says: records, transactions, producers, after crashes too', async () => {
  const total: CompactionCounts = { cleanings: 0, recordsRemoved: 0, crashes: 0, rebuilds: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
    const run = new CompactionRun(seed);
    try {
      await run.run(STEPS);
    } catch (error) {
      throw new Error(`with seed ${seed}: ${String(error)}`, { cause: error });
    }
    for (const name of Object.keys(total) as (keyof CompactionCounts)[]) {
      total[name] += run.counts[name];
    }
  }
  for (const [name, count] of Object.entries(total)) assert(count > 0, `${name} came`);
});
