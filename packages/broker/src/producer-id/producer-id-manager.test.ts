import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ProducerIdManager } from './producer-id-manager.ts';

test('an allocation that failed is told to who waited for it, and tried again by the next', async () => {
  let allocations = 0;
  const manager = new ProducerIdManager(() => {
    allocations++;
    return allocations === 1
      ? Promise.reject(new Error('no controller'))
      : Promise.resolve({ firstProducerId: 7000n, length: 2 });
  });
  const failed = await Promise.allSettled([manager.generate(), manager.generate()]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual([await manager.generate(), await manager.generate()], [7000n, 7001n]);
  assert.equal(allocations, 2);
});
