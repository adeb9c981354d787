import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { RE2JS } from 're2js';

import type { RecordedTopicRegex } from '../../testing/recorded-topic-regexes.ts';
import { costOfRegex } from './regex-cost.ts';

const FILE = new URL('../../../testdata/kafka-4.3.1/topic-regexes.jsonl.gz', import.meta.url);

const recorded = gunzipSync(readFileSync(FILE))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedTopicRegex)
  .filter(({ error }) => error === undefined)
  .map(({ pattern }) => pattern);

const NESTED = [
  '((a{9}){9}){9}',
  String.raw`(\Qab{\E{3,7})*`,
  '(?P<n>[]{2}]{50})?',
  '[[:alpha:]{5}]{40}',
  '(?i)(?:a|b){2,}x{0}',
  String.raw`[\]{9}]{8}`,
  'a{,3}',
  '(|a)*',
  '(a){1,2}(?s){9}?',
  '()|(?<m>)*',
  '(ab\\z|)()*',
];

test('no program of a recorded or nested pattern is larger than its cost says', () => {
  for (const pattern of [...recorded, ...NESTED]) {
    const size = RE2JS.compile(pattern).programSize();
    // What begins, ends and fails every program.
    assert.ok(size <= costOfRegex(pattern).size + 3, `${pattern}: ${size}`);
  }
});

test('what stands under a quantifier counts as often as it is copied', () => {
  assert.deepEqual(costOfRegex('abc'), { size: 4, repeated: 0 });
  assert.equal(costOfRegex('ab{100}').repeated, 201);
  assert.equal(costOfRegex(String.raw`\x{61}+`).repeated, 3);
  assert.equal(costOfRegex('(ab){10}').repeated, 61);
  assert.equal(costOfRegex('(a{10}){10}').repeated, 251);
  assert.equal(costOfRegex('(a{10})(?s){10}').repeated, 251);
});
