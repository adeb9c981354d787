import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BlockPool } from './block-pool.ts';

const KIB = 1024;

test('a block that was given back is used again for what has about its size', () => {
  const pool = new BlockPool(1024 * KIB);
  const block = pool.take(100 * KIB);
  assert.equal(block.byteLength, 128 * KIB);
  pool.giveBack(block);
  assert.notEqual(pool.take(129 * KIB), block);
  assert.notEqual(pool.take(30 * KIB), block);
  assert.equal(pool.take(128 * KIB), block);
  assert.notEqual(pool.take(128 * KIB), block);
});

test('no more is kept than was allowed', () => {
  const pool = new BlockPool(256 * KIB);
  const blocks = [1, 2, 3].map(() => pool.take(128 * KIB));
  for (const block of blocks) pool.giveBack(block);
  const again = [1, 2, 3].map(() => pool.take(128 * KIB));
  assert.deepEqual(
    again.map((block) => blocks.includes(block)),
    [true, true, false],
  );
});

test('blocks that nobody takes any more make room for those that are wanted now', () => {
  const pool = new BlockPool(256 * KIB);
  pool.giveBack(pool.take(256 * KIB));
  const block = pool.take(64 * KIB);
  pool.giveBack(block);
  assert.equal(pool.take(64 * KIB), block);
});

test('a block that is larger than all that may be kept is not', () => {
  const pool = new BlockPool(256 * KIB);
  const block = pool.take(320 * KIB);
  pool.giveBack(block);
  assert.notEqual(pool.take(320 * KIB), block);
});
