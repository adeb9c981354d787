import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { LimitedReports } from './limited-reports.ts';

test('the first messages of ten seconds are told, the others are counted and told with the next', () => {
  const clock = new ManualClock();
  const told: string[] = [];
  const reports = new LimitedReports(
    clock,
    (message) => told.push(message),
    (count) => `${count} more.`,
  );
  for (let count = 0; count < 1_000; count++) reports.tell('nonsense.');
  assert.deepEqual(told, Array(10).fill('nonsense.'));
  clock.advance(9_999);
  reports.tell('nonsense.');
  assert.equal(told.length, 10);
  clock.advance(1);
  reports.tell('more of it.');
  assert.deepEqual(told.slice(10), ['991 more.', 'more of it.']);
});
