import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesOption, separatorOption } from './bytes-option.ts';
import { CommandArguments } from './command-arguments.ts';

function read(text: string): CommandArguments {
  const options = [{ name: 'separator', value: 'SEP', about: 'what separates' }];
  const command = { name: 'wind', operands: '', about: 'Wind', options };
  return new CommandArguments(command, [`--separator=${text}`]);
}

for (const [text, hex] of [
  [':', '3a'],
  ['||', '7c7c'],
  ['→', 'e28692'],
  ['\t', '09'],
  [String.raw`\t`, '09'],
  [String.raw`a\n\r\0b`, '610a0d0062'],
  [String.raw`\\t`, '5c74'],
  [String.raw`\x1f\xFF`, '1fff'],
] as const) {
  test(`${JSON.stringify(text)} stands for the bytes ${hex}`, () => {
    assert.equal(separatorOption(read(text), 'separator')?.toString('hex'), hex);
  });
}

for (const text of ['\\', String.raw`\q`, String.raw`\x1`, String.raw`\xg0`, String.raw`\\\ `]) {
  test(`${JSON.stringify(text)} has a backslash that escapes nothing`, () => {
    assert.throws(() => bytesOption(read(text), 'separator'), /after a backslash write t, n, r/);
  });
}

test('nothing separates nothing, but may stand for null', () => {
  assert.throws(() => separatorOption(read(''), 'separator'), /write at least one character/);
  assert.equal(bytesOption(read(''), 'separator')?.length, 0);
});

test('an option that is not there has no bytes', () => {
  assert.equal(separatorOption(read('x'), 'other'), undefined);
});
