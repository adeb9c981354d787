import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasPassed } from './summary.ts';

const SUMMARY = [
  '#==================================================================#',
  '| 0005_order                               |     PASSED |   1.307s |',
  '| 0026_consume_pause                       |     FAILED |  12.001s |',
  '| 0030_offset_commit                       |     PASSED |   0.000s |',
  '[0099_commit_metadata        /  0.000s] ====== Test 0099_commit_metadata PASSED ======',
].join('\n');

test('a test has passed if the summary says so and it took its time', () => {
  assert.equal(hasPassed('0005_order', SUMMARY), true);
  assert.equal(hasPassed('0026_consume_pause', SUMMARY), false);
});

test('a test that took no time has shown nothing', () => {
  assert.equal(hasPassed('0030_offset_commit', SUMMARY), false);
});

test('a test without a line in the summary has not passed', () => {
  assert.equal(hasPassed('0099_commit_metadata', SUMMARY), false);
});
