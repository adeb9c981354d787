import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { ClosingReports } from './closing-reports.ts';

test('the first closings of ten seconds are told, the others are counted and told with the next', () => {
  const clock = new ManualClock();
  const told: string[] = [];
  const reports = new ClosingReports(clock, (message) => told.push(message));
  for (let count = 0; count < 1_000; count++) reports.closed('10.0.0.1:1', 'nonsense.');
  assert.equal(told.length, 10);
  assert.equal(told[9], 'Closing connection of 10.0.0.1:1: nonsense.');
  clock.advance(9_999);
  reports.closed('10.0.0.1:1', 'nonsense.');
  assert.equal(told.length, 10);
  clock.advance(1);
  reports.closed('10.0.0.2:2', 'more of it.');
  assert.deepEqual(told.slice(10), [
    '991 more connections were closed for what their clients sent.',
    'Closing connection of 10.0.0.2:2: more of it.',
  ]);
});
