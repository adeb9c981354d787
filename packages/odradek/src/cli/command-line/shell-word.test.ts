import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shellWord } from './shell-word.ts';

test('a path is quoted where a shell would take it apart', () => {
  assert.equal(shellWord('/var/lib/odradek-1'), '/var/lib/odradek-1');
  assert.equal(shellWord('/my data'), "'/my data'");
  assert.equal(shellWord("/it's $HOME"), String.raw`'/it'\''s $HOME'`);
  assert.equal(shellWord(''), "''");
});
