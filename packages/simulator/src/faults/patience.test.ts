import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Patience } from './patience.ts';

test('patience ends when nothing has come nearer for five seconds, then for ten, then for twenty', () => {
  const patience = new Patience(7);
  const ends = [];
  for (let ms = 1_000; ms <= 36_000; ms += 1_000) if (patience.endsAfter(1_000, 7)) ends.push(ms);
  assert.deepEqual(ends, [5_000, 15_000, 35_000]);
});

test('patience begins anew with whatever comes nearer, and is no shorter than before', () => {
  const patience = new Patience(7);
  assert.equal(patience.endsAfter(4_990, 7), false);
  assert.equal(patience.endsAfter(10, 8), false);
  assert.equal(patience.endsAfter(5_000, 8), true);
  assert.equal(patience.endsAfter(5_000, 9), false);
  assert.equal(patience.endsAfter(9_990, 9), false);
  assert.equal(patience.endsAfter(10, 9), true);
});
