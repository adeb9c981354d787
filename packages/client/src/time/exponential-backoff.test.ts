import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { backoffMs } from './exponential-backoff.ts';

test('pauses double with each failure, a fifth more or less, up to the maximum', () => {
  const random = new SeededRandom(1);
  const policy = { initialMs: 100, maxMs: 1000 };
  for (const [failures, term] of [
    [0, 100],
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1000],
    [5000, 1000],
  ] as const) {
    const pauses = Array.from({ length: 200 }, () => backoffMs(policy, failures, random));
    assert.ok(Math.min(...pauses) >= 0.8 * term, `after ${failures} failures`);
    assert.ok(Math.max(...pauses) <= Math.min(1.2 * term, 1000), `after ${failures} failures`);
    assert.ok(new Set(pauses).size > 10, 'by chance');
  }
});

test('there is a pause even if the settings ask for none', () => {
  const pauseMs = backoffMs({ initialMs: 0, maxMs: 0 }, 1, new SeededRandom(1));
  assert.equal(pauseMs, 1);
});
