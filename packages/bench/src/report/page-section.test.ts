import assert from 'node:assert/strict';
import { test } from 'node:test';

import { replaceSection } from './page-section.ts';

test('only what lies between the markers of the section is replaced', () => {
  const page = 'before\n<!-- bench a: begin -->\nold\n<!-- bench a: end -->\nafter\n';
  const expected = 'before\n<!-- bench a: begin -->\n\nnew\n\n<!-- bench a: end -->\nafter\n';
  assert.equal(replaceSection(page, 'a', 'new'), expected);
  assert.equal(replaceSection(expected, 'a', 'new'), expected);
});

test('a page without the markers is not touched', () => {
  assert.throws(() => replaceSection('page', 'a', 'new'), /needs a line/);
});
