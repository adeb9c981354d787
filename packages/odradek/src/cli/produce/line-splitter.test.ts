import assert from 'node:assert/strict';
import { test } from 'node:test';

import fastCheck from 'fast-check';

import { type InputLine, LineSplitter } from './line-splitter.ts';

const LINE_BYTES_MAX = 1000;

function split(chunks: readonly Buffer[], lineBytesMax: number = LINE_BYTES_MAX): InputLine[] {
  const splitter = new LineSplitter(lineBytesMax);
  const lines = chunks.flatMap((chunk) => [...splitter.push(chunk)]);
  const last = splitter.end();
  return last === undefined ? lines : [...lines, last];
}

function textsOf(...chunks: readonly string[]): string[] {
  return split(chunks.map((chunk) => Buffer.from(chunk))).map(({ bytes }) => String(bytes));
}

test('a line feed ends a line', () => {
  assert.deepEqual(textsOf('a\nbc\n'), ['a', 'bc']);
});

test('a last line without a line feed counts', () => {
  assert.deepEqual(textsOf('a\nbc'), ['a', 'bc']);
});

test('an empty line is a line, no input is none', () => {
  assert.deepEqual(textsOf('\n\na\n\n'), ['', '', 'a', '']);
  assert.deepEqual(textsOf(), []);
  assert.deepEqual(textsOf(''), []);
});

test('a carriage return belongs to the line', () => {
  assert.deepEqual(textsOf('a\r\nb\rc\r\n'), ['a\r', 'b\rc\r']);
});

test('a line may come in pieces, and so may its line feed', () => {
  assert.deepEqual(textsOf('a', '', 'b', '\nc', '\n', '\n'), ['ab', 'c', '']);
});

test('lines are counted from one', () => {
  const numbers = split([Buffer.from('a\n\nb')]).map(({ number }) => number);
  assert.deepEqual(numbers, [1, 2, 3]);
});

test('a line that came in one piece is a view of the input', () => {
  const chunk = Buffer.from('a\nb\n');
  assert.equal(split([chunk])[1]?.bytes.buffer, chunk.buffer);
});

test('whatever the bytes and the pieces, the lines joined by line feeds are the input', () => {
  const byte = fastCheck.oneof(fastCheck.constant(10), fastCheck.nat(255));
  const chunk = fastCheck.array(byte, { maxLength: 20 }).map((bytes) => Buffer.from(bytes));
  fastCheck.assert(
    fastCheck.property(fastCheck.array(chunk), (chunks) => {
      const input = Buffer.concat(chunks);
      const lines = split(chunks).map(({ bytes }) => bytes.toString('latin1'));
      const ends = input.length > 0 && input.at(-1) !== 10 ? '' : '\n';
      const joined = lines.length === 0 ? '' : lines.join('\n') + ends;
      assert.equal(joined, input.toString('latin1'));
    }),
  );
});

test('a line of the largest length passes, a longer one is refused with its number', () => {
  assert.deepEqual(textsOf('x'.repeat(LINE_BYTES_MAX)).length, 1);
  for (const chunks of [['a\nabcd\n'], ['a\nab', 'cd\n'], ['a\nabcd'], ['a\n', 'ab', 'cd']]) {
    const splitter = new LineSplitter(3);
    const read = (): unknown => chunks.map((chunk) => [...splitter.push(Buffer.from(chunk))]);
    assert.throws(read, {
      code: 'MESSAGE_TOO_LARGE',
      message: /^Line 2 is longer than 3 bytes; give --max-request-size more/,
    });
  }
});

test('lines before one that is too long were handed out', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter(3);
  assert.throws(() => {
    for (const { bytes } of splitter.push(Buffer.from('a\nb\nabcd'))) lines.push(String(bytes));
  });
  assert.deepEqual(lines, ['a', 'b']);
});
