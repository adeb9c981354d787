import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import {
  areSubscriptionsReproduced,
  compareWithRecorded,
  type RecordedGroup,
} from '../testing/recorded-assignments.ts';

const FILE = new URL('../../testdata/kafka-4.3.1/assignments.jsonl.gz', import.meta.url);
/** Kafka's sticky assignors fail in some of these groups; in most they do not. */
const EQUAL_SHARE_MIN = 0.98;

const groups = gunzipSync(readFileSync(FILE))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedGroup);

describe('random groups with racks, uneven subscriptions, static members and earlier assignments', () => {
  test('are assigned as the assignors of the Java client assign them', () => {
    const equal = new Map<string, number>();
    groups.forEach((group, index) => {
      for (const { assignor, outcome, problem } of compareWithRecorded(group)) {
        assert.notEqual(outcome, 'different', `group ${index}, ${assignor}: ${problem}`);
        if (outcome === 'equal') equal.set(assignor, (equal.get(assignor) ?? 0) + 1);
      }
    });
    assert.deepEqual([...equal.keys()], ['range', 'roundrobin', 'sticky', 'cooperative-sticky']);
    for (const [assignor, count] of equal) {
      assert.ok(count >= groups.length * EQUAL_SHARE_MIN, `${assignor}: only ${count} are equal`);
    }
  });

  test('have subscriptions of every version that are read, and written again byte by byte', () => {
    for (const group of groups) assert.ok(areSubscriptionsReproduced(group));
    const versions = groups.flatMap(({ members }) =>
      members.map((member) => Buffer.from(member['sticky'] ?? '', 'base64').readInt16BE(0)),
    );
    assert.deepEqual(new Set(versions), new Set([0, 1, 2, 3]));
  });
});
