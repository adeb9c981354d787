import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import type { QuotaWindows } from './quota-windows.ts';
import { TokenBucket } from './token-bucket.ts';

type Row = readonly [atMs: number, taken: number, left: number, throttleTimeMs: number];

/** What `TokenBucket` and `ControllerMutationQuotaManager` of Apache Kafka 4.3.1 make of random takes. */
const KAFKA: readonly { windows: QuotaWindows; quota: number; rows: readonly Row[] }[] = [
  {
    windows: { count: 11, sizeMs: 1000 },
    quota: 2,
    // prettier-ignore
    rows: [
      [0, 2, 20, 0],
      [3, 10, 10.006, 0],
      [108, 7, 3.216000000000001, 0],
      [570, 7, -2.8599999999999985, 1430],
      [578, 8, -10.843999999999998, 5422],
      [578, 2, -12.843999999999998, 6422],
      [747, 0, -12.505999999999998, 6253],
      [795, 11, -23.409999999999997, 11705],
      [12817, 7, -6.365999999999996, 3183],
      [22520, 9, 4.040000000000003, 0],
      [22789, 5, -0.42199999999999704, 211],
      [22972, 6, -6.055999999999997, 3028],
      [22972, 9, -15.055999999999997, 7528],
      [23354, 5, -19.291999999999998, 9646],
      [23487, 0, -19.025999999999996, 9513],
      [23582, 6, -24.835999999999995, 12418],
      [23582, 4, -28.835999999999995, 14418],
      [23923, 4, -32.153999999999996, 16077],
      [24923, 8, -38.153999999999996, 19077],
      [36376, 0, -15.247999999999998, 7624],
      [36558, 10, -24.883999999999997, 12442],
      [49144, 10, -9.711999999999996, 4856],
      [50032, 6, -13.935999999999996, 6968],
      [50141, 3, -16.717999999999996, 8359],
      [51542, 0, -13.915999999999997, 6958],
      [65469, 8, 5.938000000000002, 0],
      [66344, 3, 4.688000000000002, 0],
      [66519, 3, 2.038000000000002, 0],
      [67519, 11, -6.961999999999998, 3481],
      [68302, 11, -16.395999999999997, 8198],
    ],
  },
  {
    windows: { count: 3, sizeMs: 2000 },
    quota: 0.5,
    // prettier-ignore
    rows: [
      [0, 11, -8, 16000],
      [74, 8, -15.963000000000001, 31926],
      [679, 10, -25.6605, 51321],
      [679, 2, -27.6605, 55321],
      [679, 11, -38.6605, 77321],
      [926, 0, -38.537, 77074],
      [1926, 10, -48.037, 96074],
      [2926, 7, -54.537, 109074],
      [3943, 0, -54.0285, 108057],
      [5251, 8, -61.3745, 122749],
      [5251, 10, -71.3745, 142749],
      [5251, 3, -74.3745, 148749],
      [5571, 1, -75.2145, 150429],
      [5728, 1, -76.136, 152272],
      [6258, 10, -85.871, 171742],
      [6427, 1, -86.78649999999999, 173573],
    ],
  },
];

for (const { windows, quota, rows } of KAFKA) {
  test(`a bucket of ${windows.count} windows of ${windows.sizeMs} ms has the tokens of Kafka's`, () => {
    const bucket = new TokenBucket(windows);
    for (const [atMs, taken, left, throttleTimeMs] of rows) {
      bucket.take(taken, quota, atMs);
      assert.ok(Math.abs(bucket.left(quota, atMs) - left) < 1e-9, `at ${atMs}`);
      assert.equal(bucket.throttleTimeMs(quota, atMs), throttleTimeMs, `at ${atMs}`);
    }
  });
}

const WINDOWS: QuotaWindows = { count: 11, sizeMs: 1000 };

test('a new bucket is full, and fills again at the rate of the quota', () => {
  const bucket = new TokenBucket(WINDOWS);
  assert.equal(bucket.left(2, 0), 22);
  bucket.take(32, 2, 0);
  assert.equal(bucket.left(2, 0), -10);
  assert.equal(bucket.throttleTimeMs(2, 0), 5000);
  assert.equal(bucket.left(2, 5_000), 0);
  assert.equal(bucket.left(2, 8_000), 6);
  assert.equal(bucket.left(2, 60_000), 22);
});

test('a smaller quota makes a smaller bucket', () => {
  const bucket = new TokenBucket(WINDOWS);
  assert.equal(bucket.left(10, 0), 110);
  assert.equal(bucket.left(1, 0), 11);
});

test('a bucket is idle when it is full, and never while it owes something', () => {
  const bucket = new TokenBucket(WINDOWS);
  assert.equal(bucket.isIdle(0), true);
  bucket.take(50, 1, 0);
  assert.equal(bucket.isIdle(49_999), false);
  assert.equal(bucket.isIdle(50_000), true);
});

test('who waits as told takes as much as the quota over a long time', () => {
  const random = new SeededRandom(3);
  for (let run = 0; run < 50; run++) {
    const bucket = new TokenBucket(WINDOWS);
    const quota = random.between(1, 40) / 4;
    let nowMs = 0;
    let total = 0;
    while (nowMs < 3_600_000) {
      const count = 1 + random.below(100);
      bucket.take(count, quota, nowMs);
      total += count;
      nowMs += bucket.throttleTimeMs(quota, nowMs);
    }
    const allowed = quota * (nowMs / 1000 + 11) + 1;
    assert.ok(total <= allowed, `${total} of ${allowed}`);
    assert.ok(total >= 0.99 * quota * (nowMs / 1000), `${total} is too little for ${quota}/s`);
  }
});
