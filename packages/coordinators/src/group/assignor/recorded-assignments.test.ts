import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { compareWithRecorded, type RecordedGroup } from '../../testing/recorded-assignments.ts';

const FILE = new URL('../../../testdata/kafka-4.3.1/assignments.jsonl.gz', import.meta.url);

const groups = gunzipSync(readFileSync(FILE))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedGroup);

test('random groups are assigned by range as Kafka does, by uniform as evenly and with no more moves', () => {
  groups.forEach((group, index) => {
    for (const { assignor, problem } of compareWithRecorded(group)) {
      assert.equal(problem, '', `group ${index}, ${assignor}`);
    }
  });
});

test('random groups with different subscriptions get of uniform exactly what Kafka gives them', () => {
  const different = groups.filter(({ type }) => type === 'heterogeneous');
  assert.ok(different.length > 20);
  for (const group of different) {
    assert.ok(compareWithRecorded(group).every(({ isEqual }) => isEqual));
  }
});
