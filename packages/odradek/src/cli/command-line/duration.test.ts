import assert from 'node:assert/strict';
import { test } from 'node:test';

import { durationMs } from './duration.ts';

for (const [text, ms] of [
  ['P1D', 86_400_000],
  ['PT1H', 3_600_000],
  ['PT90M', 5_400_000],
  ['PT0.25S', 250],
  ['PT1.001S', 1001],
  ['P2DT3H4M5S', 183_845_000],
  ['P0D', 0],
] as const) {
  test(`the duration ${text} has ${ms} ms`, () => {
    assert.equal(durationMs(text), ms);
  });
}

for (const text of [
  '',
  'P',
  'PT',
  'P1DT',
  '1D',
  'P1H',
  'PT1D',
  '-P1D',
  'P-1D',
  'P1Y',
  'P1W',
  'p1d',
]) {
  test(`"${text}" is no duration`, () => {
    assert.equal(durationMs(text), undefined);
  });
}

test('a duration that no number holds is none', () => {
  assert.equal(durationMs(`P${'9'.repeat(20)}D`), undefined);
});
