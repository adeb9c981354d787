import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ReadLease, ReadMemory } from './read-memory.ts';

const MIB = 1024 * 1024;

test('a block that was released is taken again, one that was not is not', () => {
  const memory = new ReadMemory();
  const [first, second] = [new ReadLease(memory), new ReadLease(memory)];
  const block = first.take(MIB);
  assert.notEqual(second.take(MIB), block);
  first.release();
  assert.equal(second.take(MIB), block);
});

test('a lease releases what it took once, and can be used again', () => {
  const memory = new ReadMemory();
  const lease = new ReadLease(memory);
  assert.equal(lease.isEmpty, true);
  lease.take(MIB);
  lease.take(2 * MIB);
  assert.deepEqual([lease.isEmpty, memory.bytesInUse], [false, 3 * MIB]);
  lease.release();
  lease.release();
  assert.deepEqual([lease.isEmpty, memory.bytesInUse], [true, 0]);
  lease.take(MIB);
  assert.equal(memory.bytesInUse, MIB);
});

test('reads that are very small or very large have memory of their own', () => {
  const memory = new ReadMemory();
  const lease = new ReadLease(memory);
  assert.equal(lease.take(1000), undefined);
  assert.equal(lease.take(17 * MIB), undefined);
  assert.equal(lease.isEmpty, true);
  assert.equal(new ReadLease(new ReadMemory({ readBytesMin: 1 })).take(1)?.byteLength, 65_536);
});
