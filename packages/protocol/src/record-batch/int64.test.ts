import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';
import fc from 'fast-check';

import { addToInt64, int16At, int32At, int64At, int64ToNumber, writeInt64 } from './int64.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

test('integers are read as Node reads them', () => {
  const check = (value: bigint): void => {
    const bytes = Buffer.alloc(12);
    bytes.writeBigInt64BE(value, 2);
    assert.equal(int64At(bytes, 2), int64ToNumber(value));
    assert.equal(int32At(bytes, 2), bytes.readInt32BE(2));
    assert.equal(int16At(bytes, 3), bytes.readInt16BE(3));
    if (value > SAFE) assert.equal(int64At(bytes, 2), OUT_OF_RANGE_INT64);
    else if (value < -SAFE) assert.equal(int64At(bytes, 2), -OUT_OF_RANGE_INT64);
    else {
      const written = Buffer.alloc(12);
      writeInt64(written, Number(value), 2);
      assert.ok(written.equals(bytes));
    }
  };
  const edges = [0n, 1n, -1n, SAFE, SAFE + 1n, SAFE + 2n, -SAFE, -SAFE - 1n, -SAFE - 2n];
  const limits = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, -(2n ** 32n), 2n ** 31n, -(2n ** 31n)];
  for (const value of [...edges, ...limits]) check(value);
  fc.assert(fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), check));
});

test('a sum beyond the range of numbers is out of range, and what is out of range stays so', () => {
  assert.equal(addToInt64(5, -7), -2);
  assert.equal(addToInt64(Number.MAX_SAFE_INTEGER, 1), OUT_OF_RANGE_INT64);
  assert.equal(addToInt64(Number.MAX_SAFE_INTEGER, 2 ** 31), OUT_OF_RANGE_INT64);
  assert.equal(addToInt64(-Number.MAX_SAFE_INTEGER, -5), -OUT_OF_RANGE_INT64);
  assert.equal(addToInt64(OUT_OF_RANGE_INT64, -1000), OUT_OF_RANGE_INT64);
  assert.equal(addToInt64(-OUT_OF_RANGE_INT64, 1000), -OUT_OF_RANGE_INT64);
});
