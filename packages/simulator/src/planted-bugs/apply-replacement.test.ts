import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { applyReplacement } from './apply-replacement.ts';
import { LEFT_OUT_STEPS } from './left-out-steps/left-out-steps.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';

const ROOT = new URL('../../../../', import.meta.url);
const CHANGE = { file: 'log.ts', anchor: 'await sync();', replacement: '' };

test('an anchor that stands there once is replaced', () => {
  assert.equal(applyReplacement('write(); await sync();', CHANGE), 'write(); ');
});

test('an anchor that is missing or not alone is an error that names file and anchor', () => {
  for (const text of ['write();', 'await sync(); await sync();']) {
    assert.throws(() => applyReplacement(text, CHANGE), /log\.ts has [02] times.*await sync/s);
  }
});

for (const { name, replacements } of [...PLANTED_BUGS, ...LEFT_OUT_STEPS]) {
  test(`the planted bug ${name} fits the code as it is`, () => {
    for (const change of replacements) {
      applyReplacement(readFileSync(new URL(change.file, ROOT), 'utf8'), change);
    }
  });
}
