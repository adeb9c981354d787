import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LatencyHistogram } from './latency-histogram.ts';

test('a percentile is the latency that this share does not exceed, at most a 128th too much', () => {
  const histogram = new LatencyHistogram();
  for (let microseconds = 1; microseconds <= 100_000; microseconds++) {
    histogram.record(microseconds / 1000);
  }
  for (const [share, exact] of [
    [0.5, 50],
    [0.99, 99],
    [0.999, 99.9],
    [0.0001, 0.01],
  ] as const) {
    const found = histogram.quantile(share);
    assert(found >= exact && found <= exact * (1 + 1 / 128), `${share}: ${found}`);
  }
  assert.equal(histogram.quantile(1), 100);
  assert.equal(histogram.count, 100_000);
});

test('latencies below 256 microseconds are kept exactly', () => {
  for (const microseconds of [0, 1, 127, 128, 255]) {
    const histogram = new LatencyHistogram();
    histogram.record(microseconds / 1000);
    histogram.record(100);
    assert.equal(histogram.quantile(0.5), microseconds / 1000);
  }
});

test('each latency falls into a bucket that holds it, at every doubling', () => {
  for (let bits = 0; bits < 32; bits++) {
    for (const microseconds of [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]) {
      const histogram = new LatencyHistogram();
      histogram.record(microseconds / 1000);
      histogram.record(2 ** 32 / 1000);
      const found = histogram.quantile(0.5) * 1000;
      assert(found >= microseconds - 0.001, `${microseconds}: ${found}`);
      assert(found <= Math.max(microseconds * (1 + 1 / 128), 1), `${microseconds}: ${found}`);
    }
  }
});

test('what is longer than an hour or negative is counted at the ends', () => {
  const histogram = new LatencyHistogram();
  histogram.record(-1);
  histogram.record(2 ** 40);
  assert.equal(histogram.quantile(0.5), 0);
  assert.equal(histogram.quantile(1), (2 ** 32 - 1) / 1000);
});

test('an empty histogram has no percentiles', () => {
  assert.equal(new LatencyHistogram().percentiles().p99, Number.NaN);
});
