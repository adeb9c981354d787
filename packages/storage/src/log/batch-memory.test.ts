import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { BATCH_BLOCK_BYTES, type BatchCopy, BatchMemory } from './batch-memory.ts';

test('copies stay as they are until they are dropped, whatever comes and goes beside them', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = new SeededRandom(seed);
    const memory = new BatchMemory();
    let inUse: { readonly copy: BatchCopy; readonly original: Buffer }[] = [];
    for (let step = 0; step < 300; step++) {
      const length = 10 ** random.between(1, 5) + random.below(100);
      const original = Buffer.alloc(length, Buffer.from([seed, step & 0xff, step >> 8]));
      inUse.push({ copy: memory.copy(original), original });
      while (inUse.length > 20 || random.below(3) === 0) {
        const [gone] = inUse.splice(random.below(inUse.length), 1);
        if (gone === undefined) break;
        if (random.below(10) === 0) memory.abandon(gone.copy);
        else memory.drop(gone.copy);
      }
    }
    for (const { copy, original } of inUse) assert.equal(copy.bytes.equals(original), true);
    for (const { copy } of inUse) memory.drop(copy);
    inUse = [];
    // At most the block that the next batch goes to.
    assert.equal(memory.bytesInUse <= BATCH_BLOCK_BYTES * 2, true, `${memory.bytesInUse} bytes`);
  }
});

test('what was dropped is overwritten by the next batch, what was abandoned never', () => {
  const memory = new BatchMemory();
  const first = memory.copy(Buffer.from('first'));
  memory.drop(first);
  const second = memory.copy(Buffer.from('second'));
  assert.equal(first.bytes.toString(), 'secon');
  memory.abandon(second);
  for (let count = 0; count < 1000; count++) memory.drop(memory.copy(Buffer.alloc(5000, 7)));
  assert.equal(second.bytes.toString(), 'second');
});

test('batches of one size need no new memory when others are dropped', () => {
  for (const length of [16_384, 100_000, 1_000_000]) {
    const memory = new BatchMemory();
    const copies: BatchCopy[] = [];
    const blocks = new Set<ArrayBufferLike>();
    for (let count = 0; count < 500; count++) {
      const copy = memory.copy(Buffer.alloc(length));
      blocks.add(copy.bytes.buffer);
      copies.push(copy);
      const oldest = copies.length > 4 ? copies.shift() : undefined;
      if (oldest !== undefined) memory.drop(oldest);
    }
    assert.equal(blocks.size <= 6, true, `${blocks.size} blocks for ${length} bytes`);
  }
});
