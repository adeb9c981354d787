import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SegmentCheck } from './segment-check.ts';
import { batchOf } from './test-context.ts';

function check(bytes: Buffer, chunkBytes = bytes.byteLength, baseOffset = 0) {
  const segment = new SegmentCheck(baseOffset);
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    segment.push(bytes.subarray(at, at + chunkBytes));
  }
  return segment.finish();
}

test('batches are whole however the bytes come', () => {
  const bytes = Buffer.concat([batchOf(10, 3), batchOf(13, 1), batchOf(20, 200)]);
  for (let chunkBytes = 1; chunkBytes <= 200; chunkBytes++) {
    assert.deepEqual(check(bytes, chunkBytes, 10), {
      nextOffset: 220,
      hasGaps: true,
      damage: undefined,
    });
  }
});

test('a gap is what is missing between batches, or before the first', () => {
  const bytes = Buffer.concat([batchOf(10, 3), batchOf(13, 1)]);
  assert.equal(check(bytes, 50, 10).hasGaps, false);
  assert.equal(check(bytes, 50, 9).hasGaps, true);
});

test('an empty segment ends where it begins', () => {
  assert.deepEqual(check(Buffer.alloc(0), 1, 7), {
    nextOffset: 7,
    hasGaps: false,
    damage: undefined,
  });
});

test('a bit that is flipped is told with the position of its batch', () => {
  const first = batchOf(0, 3);
  const bytes = Buffer.concat([first, batchOf(3, 3)]);
  for (let position = first.byteLength + 16; position < bytes.byteLength; position++) {
    const flipped = Buffer.from(bytes);
    flipped[position] = (flipped[position] ?? 0) ^ 4;
    const { nextOffset, damage } = check(flipped);
    assert.equal(damage?.position, first.byteLength, `byte ${position}`);
    assert.equal(nextOffset, 3);
  }
});

test('what is no batch, of an old format, out of order or cut off is told apart', () => {
  const first = batchOf(0, 3);
  const old = Buffer.alloc(100);
  old.writeInt32BE(88, 8);
  old.writeInt8(1, 16);
  const cases: readonly (readonly [Buffer, RegExp])[] = [
    [Buffer.alloc(100), /its size is 12|no record batch/],
    [
      Buffer.from('this is text and by no means a record batch of any format that there is'),
      /no record/,
    ],
    [old, /its format is 1, of before Kafka 0\.11/],
    [batchOf(2, 3), /its offset is 2, and the one before it ends at 3/],
    [batchOf(3, 3).subarray(0, 20), /the file ends within this batch/],
    [batchOf(3, 3).subarray(0, -1), /the file ends within this batch/],
  ];
  for (const [bytes, reason] of cases) {
    const { nextOffset, damage } = check(Buffer.concat([first, bytes]), 50);
    assert.equal(damage?.position, first.byteLength);
    assert.match(damage?.reason ?? '', reason);
    assert.equal(nextOffset, 3);
  }
});
