import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BUCKETS_COUNT, bucketOf, middleOf } from './log-linear-buckets.ts';

const UINT32_MAX = 0xff_ff_ff_ff;

/** Numbers around every bound of a bucket. */
function* numbersAroundBounds(): Iterable<number> {
  for (let exponent = 0; exponent < 32; exponent++) {
    for (let sixteenth = 0; sixteenth < 16; sixteenth++) {
      const bound = Math.floor(2 ** exponent * (1 + sixteenth / 16));
      yield* [bound - 1, bound, bound + 1].filter((each) => each >= 0 && each <= UINT32_MAX);
    }
  }
}

test('buckets rise with their numbers, without a gap', () => {
  const numbers = [...new Set(numbersAroundBounds())].sort((left, right) => left - right);
  const buckets = numbers.map((number) => bucketOf(number));
  for (const [index, bucket] of buckets.entries()) {
    const previous = buckets[index - 1] ?? 0;
    assert.equal(bucket - previous <= 1 && bucket >= previous, true, `${numbers[index]}`);
  }
  assert.equal(buckets.at(-1), BUCKETS_COUNT - 1);
});

test('the middle of a bucket is in it, and at most 3.2 % from its numbers', () => {
  for (let bucket = 0; bucket < BUCKETS_COUNT; bucket++) {
    assert.equal(bucketOf(Math.floor(middleOf(bucket))), bucket);
  }
  for (const number of numbersAroundBounds()) {
    const error = Math.abs(middleOf(bucketOf(number)) - number);
    assert.equal(error <= number * 0.032, true, `${number} is off by ${error}`);
  }
});

test('what is out of range, no number or a fraction has a bucket', () => {
  assert.deepEqual([-1, Number.NaN, 0.9, 15.9].map(bucketOf), [0, 0, 0, 15]);
  assert.deepEqual([2 ** 32, 1e300, Infinity].map(bucketOf), Array(3).fill(BUCKETS_COUNT - 1));
});
