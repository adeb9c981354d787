import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupPartition } from './group-partition.ts';

/** As Java answers `Math.abs(id.hashCode()) % 50`, and 0 for the one hash that has no positive. */
const PARTITIONS: readonly (readonly [groupId: string, partition: number])[] = [
  ['', 0],
  ['a', 47],
  ['my-group', 12],
  ['py-assign', 43],
  ['polygenelubricants', 0],
  ['Größe', 35],
];

for (const [groupId, partition] of PARTITIONS) {
  test(`group "${groupId}" belongs to partition ${partition} of 50`, () => {
    assert.equal(groupPartition(groupId, 50), partition);
  });
}
