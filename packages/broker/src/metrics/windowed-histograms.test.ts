import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WindowedHistograms } from './windowed-histograms.ts';

const QUANTILES = [0, 0.5, 0.99, 1];

function recordAll(histograms: WindowedHistograms, values: readonly number[], nowMs: number): void {
  for (const value of values) {
    histograms.begin(nowMs);
    histograms.record(0, value);
  }
}

test('quantiles are ranks among the values', () => {
  const histograms = new WindowedHistograms(1);
  recordAll(histograms, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 0), [1, 5, 10, 10]);
  assert.equal(histograms.sumOf(0), 55);
  assert.equal(histograms.count, 10);
});

test('each histogram has its own values', () => {
  const histograms = new WindowedHistograms(2);
  histograms.begin(0);
  histograms.record(0, 3);
  histograms.record(1, 14);
  assert.deepEqual(histograms.quantilesOf(0, [0.5], 0), [3]);
  assert.deepEqual(histograms.quantilesOf(1, [0.5], 0), [14]);
});

test('quantiles forget what is older than two minutes, and keep what is younger than one', () => {
  const histograms = new WindowedHistograms(1);
  recordAll(histograms, [1], 0);
  recordAll(histograms, [2], 59_999);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 60_000), [1, 1, 2, 2]);
  recordAll(histograms, [9], 119_998);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 119_999), [1, 2, 9, 9]);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 120_000), [9, 9, 9, 9]);
  assert.equal(histograms.count, 3);
  assert.equal(histograms.sumOf(0), 12);
});

test('after a long silence there is no quantile, but still the sum', () => {
  const histograms = new WindowedHistograms(1);
  recordAll(histograms, [1, 2], 0);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 1_000_000), []);
  recordAll(histograms, [7], 2_000_000);
  assert.deepEqual(histograms.quantilesOf(0, QUANTILES, 2_000_000), [7, 7, 7, 7]);
  assert.equal(histograms.sumOf(0), 10);
});
