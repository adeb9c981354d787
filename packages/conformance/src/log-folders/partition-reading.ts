import assert from 'node:assert/strict';

import type { IsolationLevel, PartitionReading, ReadPartition } from './partition-client.ts';

const ISOLATION_LEVELS: readonly IsolationLevel[] = ['read_uncommitted', 'read_committed'];

/** Fails with the first difference between what two brokers show of a partition. */
export function assertSameReading(
  actual: PartitionReading,
  expected: PartitionReading,
  what: string,
): void {
  for (const isolation of ISOLATION_LEVELS) {
    const [one, other] = [actual[isolation], expected[isolation]];
    assertSameRecords(one.all, other.all, `${what}, ${isolation}`);
    assert.deepEqual(one.offsets, other.offsets, `${what}, offsets with ${isolation}`);
    assert.deepEqual(Object.keys(one.seeks), Object.keys(other.seeks), what);
    for (const [timestamp, sought] of Object.entries(other.seeks)) {
      const found = one.seeks[timestamp] ?? null;
      assertSameRecords(found, sought, `${what}, ${isolation} from ${timestamp}`);
    }
  }
}

/** As `deepEqual`, but shows only the first record that differs. */
function assertSameRecords(
  actual: ReadPartition | null,
  expected: ReadPartition | null,
  what: string,
): void {
  const [found, wanted] = [actual?.records ?? [], expected?.records ?? []];
  const differs = wanted.findIndex(
    (record, index) => JSON.stringify(record) !== JSON.stringify(found[index]),
  );
  if (differs >= 0) assert.deepEqual(found[differs], wanted[differs], `${what}, [${differs}]`);
  assert.equal(found.length, wanted.length, `${what}: how many records`);
  assert.equal(actual?.end, expected?.end, `${what}: where it ends`);
}
