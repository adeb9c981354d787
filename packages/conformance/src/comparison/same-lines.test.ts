import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertSameLines } from './same-lines.ts';

test('the same lines are no difference', () => {
  assertSameLines('a\n\nb\n', ['a', '', 'b']);
  assertSameLines('', []);
});

test('the first line that differs is named', () => {
  assert.throws(() => assertSameLines('a\nb\n', ['a', 'c']), /line 1 is "b" for "c"/);
});

test('missing lines and lines too many are named', () => {
  assert.throws(() => assertSameLines('a\n', ['a', 'b']), /line 1 is the end for "b"/);
  assert.throws(() => assertSameLines('a\nb\n', ['a']), /line 1 is "b" for the end/);
});

test('a last line without a line break is no line', () => {
  assert.throws(() => assertSameLines('a\nb', ['a']), /"b" stands behind/);
});
