import assert from 'node:assert/strict';
import { test } from 'node:test';

import { recordsOf } from '@odradek/protocol';

import { keyedBatches } from './keyed-log.ts';

const LOG = { bytes: 1_000_000, recordBytes: 100, recordsOfBatch: 64 };

function keys(): string[] {
  return [...keyedBatches(LOG)].flatMap((batch) =>
    Array.from(recordsOf(batch), ({ key }) => String(key)),
  );
}

test('a log has as many records as it is asked for, and compaction leaves a quarter of them', () => {
  const all = keys();
  assert.equal(all.length, 10_000);
  const left = new Set(all).size / all.length;
  assert(left > 0.23 && left <= 0.25, `${left} of the records are left`);
});

test('what is left is spread over the log, and is the same each time', () => {
  const all = keys();
  const last = new Map(all.map((key, index) => [key, index]));
  const inFirstHalf = [...last.values()].filter((index) => index < all.length / 2).length;
  assert(inFirstHalf > last.size / 20, `${inFirstHalf} of ${last.size} are in the first half`);
  assert.deepEqual(keys(), all);
});
