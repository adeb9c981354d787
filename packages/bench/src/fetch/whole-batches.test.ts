import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PRODUCE_WORKS, recordsIn } from '../load/produce-work.ts';
import { readyBatch } from '../load/ready-requests.ts';
import { offsetBehind } from './whole-batches.ts';

const WORK = { ...PRODUCE_WORKS['w1'], recordBytes: 10, batchBytes: 50 } as const;

test('the next read begins behind the last batch that is whole, wherever the bytes end', () => {
  const batch = readyBatch(
    { ...WORK, connections: 1, inFlight: 1, partitions: 1 },
    1_700_000_000_000,
  );
  const records = recordsIn({ ...WORK, connections: 1, inFlight: 1, partitions: 1 });
  const batches = [100, 100 + records, 500].map((baseOffset) => {
    const copy = Buffer.from(batch);
    copy.writeBigInt64BE(BigInt(baseOffset), 0);
    return copy;
  });
  const bytes = Buffer.concat([Buffer.alloc(7, 0xee), ...batches]);
  const ends = [undefined, 100 + records, 100 + 2 * records, 500 + records];
  for (let to = 7; to <= bytes.length; to++) {
    assert.equal(offsetBehind(bytes, 7, to), ends[Math.floor((to - 7) / batch.length)], `${to}`);
  }
});
