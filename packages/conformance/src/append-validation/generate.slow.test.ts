import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadCompression } from '@odradek/protocol';

import { generateCases } from './generate.ts';

const NOW = 1_700_000_000_000;

test('300 batches for each check are more than 10,000, the same for the same seed', async () => {
  await loadCompression();
  const cases = generateCases({ seed: 1, now: NOW, perCheck: 300 });
  const counts = new Map<string, number>();
  for (const { check, apart } of cases) {
    if (apart === undefined) counts.set(check, (counts.get(check) ?? 0) + 1);
  }
  const sent = [...counts.values()].reduce((sum, count) => sum + count, 0);
  assert(sent > 10_000, `${sent}`);
  assert.deepEqual(
    [...counts].filter(([, count]) => count < 300),
    [],
  );
  const again = generateCases({ seed: 1, now: NOW, perCheck: 300 });
  assert.deepEqual(again, cases);
});
