import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AnswerReader } from './answer-reader.ts';

const ERROR_CODE_AT = 7;

function answer(correlationId: number, errorCode: number, tailBytes: number): Buffer {
  const frame = Buffer.alloc(4 + ERROR_CODE_AT + 2 + tailBytes, 0x55);
  frame.writeInt32BE(frame.length - 4, 0);
  frame.writeInt32BE(correlationId, 4);
  frame.writeInt16BE(errorCode, 4 + ERROR_CODE_AT);
  return frame;
}

test('answers are found however reads cut them', () => {
  const expected = [
    [0, 0],
    [1, 3],
    [2, -1],
    [70_000, 0],
  ] as const;
  const bytes = Buffer.concat(expected.map(([id, code], index) => answer(id, code, index * 5)));
  for (let first = 0; first <= bytes.length; first++) {
    for (let second = first; second <= bytes.length; second++) {
      const found: [number, number][] = [];
      const reader = new AnswerReader(ERROR_CODE_AT, (id, code) => found.push([id, code]));
      for (const [from, to] of [
        [0, first],
        [first, second],
        [second, bytes.length],
      ] as const) {
        const read = Buffer.from(bytes.subarray(from, to));
        reader.push(Buffer.concat([read, Buffer.alloc(9, 0xee)]), read.length);
        read.fill(0xee);
      }
      assert.deepEqual(found, expected, `cut at ${first} and ${second}`);
    }
  }
});

test('bytes that come one by one are answers too', () => {
  const found: number[] = [];
  const reader = new AnswerReader(ERROR_CODE_AT, (id) => found.push(id));
  for (const byte of Buffer.concat([answer(5, 0, 3), answer(6, 0, 0)])) {
    reader.push(Buffer.from([byte]), 1);
  }
  assert.deepEqual(found, [5, 6]);
});
