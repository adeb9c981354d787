import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SharedTurns } from './shared-turns.ts';

test('a turn lasts until its work is over, or two milliseconds and the step that they end in', () => {
  let nowMs = 0;
  const turns = new SharedTurns(() => nowMs);
  let steps = 0;
  assert.equal(
    turns.take(() => ++steps === 5),
    true,
  );
  assert.equal(steps, 5);
  const step = (): boolean => {
    nowMs += 1.5;
    return false;
  };
  assert.equal(turns.take(step), false);
  assert.equal(nowMs, 3);
});

test('between two turns others get as much time as the first took, whoever takes the second', () => {
  let nowMs = 10;
  const turns = new SharedTurns(() => nowMs);
  assert.ok(turns.waitMs <= 0);
  turns.take(() => {
    nowMs += 7;
    return true;
  });
  assert.equal(turns.waitMs, 7);
  nowMs += 7;
  assert.equal(turns.waitMs, 0);
});
