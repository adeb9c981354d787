import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { type PartitionLoad, StickyPartitioner } from './sticky-partitioner.ts';

function loads(...queued: readonly number[]): readonly PartitionLoad[] {
  return queued.map((queuedBatches, partition) => ({ partition, hasLeader: true, queuedBatches }));
}

test('a partition is kept until a full batch went to it', () => {
  const partitioner = new StickyPartitioner(100, new SeededRandom(1));
  let asked = 0;
  const partitions = (): readonly PartitionLoad[] => {
    asked++;
    return loads(0, 0, 0);
  };
  const first = partitioner.partition(partitions);
  partitioner.onAppended(99, true);
  assert.equal(partitioner.partition(partitions), first);
  partitioner.onAppended(50, false);
  partitioner.partition(partitions);
  assert.equal(asked, 1, 'a batch that is not full is not left behind');
  partitioner.onAppended(51, false);
  partitioner.partition(partitions);
  assert.equal(asked, 2, 'twice a batch is enough in any case');
});

test('partitions with long queues are chosen less often, those without leader not at all', () => {
  const counts = [0, 0, 0];
  const partitioner = new StickyPartitioner(1, new SeededRandom(2));
  const partitions = loads(0, 3, 0).map((load) => ({ ...load, hasLeader: load.partition < 2 }));
  for (let count = 0; count < 5000; count++) {
    const partition = partitioner.partition(() => partitions);
    counts[partition] = (counts[partition] ?? 0) + 1;
    partitioner.onAppended(2, true);
  }
  assert.equal(counts[2], 0);
  const share = (counts[0] ?? 0) / 5000;
  assert.ok(share > 0.77 && share < 0.83, `weights 4 and 1 gave ${share}`);
});

test('without any leader every partition may be chosen', () => {
  const partitioner = new StickyPartitioner(1, new SeededRandom(3));
  const partitions = loads(0, 0).map((load) => ({ ...load, hasLeader: false }));
  assert.ok(partitioner.partition(() => partitions) < 2);
});
