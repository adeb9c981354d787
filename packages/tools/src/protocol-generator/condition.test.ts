import assert from 'node:assert/strict';
import { test } from 'node:test';

import { choose, versionIn } from './condition.ts';

const WITHIN = { min: 2, max: 9 };

test('a condition on the version is left out where the versions of the message decide it', () => {
  assert.equal(versionIn({ min: 0, max: 20 }, WITHIN), 'always');
  assert.equal(versionIn({ min: 2, max: 9 }, WITHIN), 'always');
  assert.equal(versionIn({ min: 10, max: 20 }, WITHIN), 'never');
  assert.equal(versionIn({ min: 0, max: 1 }, WITHIN), 'never');
  assert.equal(versionIn({ min: 5, max: 4 }, WITHIN), 'never');
});

test('a condition on the version names only the ends that lie within those of the message', () => {
  assert.deepEqual(versionIn({ min: 3, max: 20 }, WITHIN), { expression: 'version >= 3' });
  assert.deepEqual(versionIn({ min: 0, max: 4 }, WITHIN), { expression: 'version <= 4' });
  assert.deepEqual(versionIn({ min: 3, max: 4 }, WITHIN), {
    expression: 'version >= 3 && version <= 4',
  });
});

test('a choice between equal expressions is no choice, and inner choices have parentheses', () => {
  const condition = versionIn({ min: 3, max: 20 }, WITHIN);
  assert.equal(choose(condition, 'a', 'a'), 'a');
  assert.equal(choose('never', 'a', 'b'), 'b');
  assert.equal(choose(condition, 'a ? b : c', 'd'), 'version >= 3 ? (a ? b : c) : d');
});
