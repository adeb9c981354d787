import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partitionOfKey } from './murmur2.ts';

/** Hashes that Kafka's own tests have. */
const HASHES: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

test('a key goes to the partition that the hash of Kafka says', () => {
  for (const [key, hash] of HASHES) {
    for (const count of [1, 7, 0x7fffffff]) {
      assert.equal(partitionOfKey(Buffer.from(key), count), (hash & 0x7fffffff) % count, key);
    }
  }
});
