import assert from 'node:assert/strict';
import { test } from 'node:test';

import { balanceScore } from './balance-score.ts';

test('the score adds the differences of all pairs up', () => {
  assert.equal(balanceScore([]), 0);
  assert.equal(balanceScore([4, 4, 4]), 0);
  assert.equal(balanceScore([5, 1, 3]), 4 + 2 + 2);
});
