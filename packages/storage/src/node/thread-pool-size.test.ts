import assert from 'node:assert/strict';
import { test } from 'node:test';

import { threadPoolSize, threadShares } from './thread-pool-size.ts';

test('the size of the pool is what libuv makes of UV_THREADPOOL_SIZE', () => {
  const cases: readonly (readonly [string | undefined, number])[] = [
    [undefined, 4],
    ['8', 8],
    ['0', 1],
    ['', 1],
    ['many', 1],
    ['-1', 1024],
    ['5000', 1024],
    ['16threads', 16],
  ];
  for (const [setting, threads] of cases) {
    assert.equal(threadPoolSize(setting), threads, String(setting));
  }
});

test('two threads are left to the journal, and two of the others may read', () => {
  assert.deepEqual(threadShares(8), { operationsMax: 6, readsMax: 2, syncsMax: 3 });
  assert.deepEqual(threadShares(4), { operationsMax: 2, readsMax: 2, syncsMax: 1 });
  assert.deepEqual(threadShares(3), { operationsMax: 1, readsMax: 1, syncsMax: 1 });
  assert.deepEqual(threadShares(1), { operationsMax: 1, readsMax: 1, syncsMax: 1 });
});
