import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lineDiff } from './line-diff.ts';

test('equal texts have no difference', () => {
  assert.equal(lineDiff('a\nb\n', 'a\nb\n'), '');
});

test('a changed line stands between the equal ones around it', () => {
  const expected = 'a\nb\nc\nd\ne\nf\ng';
  assert.equal(lineDiff(expected, 'a\nb\nc\nX\ne\nf\ng'), '  b\n  c\n- d\n+ X\n  e\n  f');
});

test('a missing line and one too many are told apart', () => {
  assert.equal(lineDiff('a\nb', 'a'), '  a\n- b');
  assert.equal(lineDiff('a', 'a\nb'), '  a\n+ b');
});

test('a text that only differs in its last line break differs', () => {
  assert.notEqual(lineDiff('a', 'a\n'), '');
});

test('of many differences the first are shown and the others counted', () => {
  const many = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
  assert.match(lineDiff('', many), /^- \n\+ line 0\n[^]*\n\.\.\. 41 more lines$/);
});
