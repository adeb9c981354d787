import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PartitionLogOptions } from '../log/partition-log-options.ts';
import { appendDurably, batchOf, DIRECTORY, logContext } from '../test-context.ts';

const INDEX = `${DIRECTORY}/00000000000000000000.index`;
const TIME_INDEX = `${DIRECTORY}/00000000000000000000.timeindex`;

/** Five batches of two records; the interval is a bit more than one batch. */
async function withIndexes() {
  const context = logContext();
  const indexIntervalBytes = batchOf(['a', 'b']).byteLength + 1;
  const open = (options: Partial<PartitionLogOptions> = {}) =>
    context.open({ indexIntervalBytes, ...options });
  const log = await open();
  for (const timestamp of [1000, 3000, 2000, 5000, 4000]) {
    await appendDurably(log, batchOf(['a', 'b'], timestamp));
  }
  await log.close();
  const read = async () => ({
    index: entriesOf(await context.fileSystem.readWhole(INDEX), 8),
    timeIndex: entriesOf(await context.fileSystem.readWhole(TIME_INDEX), 12),
  });
  return { ...context, open, read };
}

/** Entries of two numbers, the second an int32. */
function entriesOf(bytes: Buffer, entryBytes: number): readonly (readonly [number, number])[] {
  return Array.from({ length: bytes.byteLength / entryBytes }, (_, entry) => {
    const at = entry * entryBytes;
    const first = entryBytes === 8 ? bytes.readInt32BE(at) : Number(bytes.readBigInt64BE(at));
    return [first, bytes.readInt32BE(at + entryBytes - 4)] as const;
  });
}

const BYTES = batchOf(['a', 'b']).byteLength;
/** A batch is indexed once more than the interval lies between it and the one indexed before. */
const EXPECTED = {
  index: [
    [5, 2 * BYTES],
    [9, 4 * BYTES],
  ],
  timeIndex: [
    [3001, 3],
    [5001, 7],
  ],
};

test('the index leads to the last offset of batches, the time index to where the greatest timestamp rose', async () => {
  assert.deepEqual(await (await withIndexes()).read(), EXPECTED);
});

test('the last entry of the time index has the greatest timestamp of the segment', async () => {
  const { open, read } = await withIndexes();
  const log = await open();
  await appendDurably(log, batchOf(['a', 'b'], 9000));
  await log.close();
  assert.deepEqual(await read(), {
    index: EXPECTED.index,
    timeIndex: [...EXPECTED.timeIndex, [9001, 11]],
  });
});

for (const [name, spoil] of [
  ['missing', undefined],
  ['empty', Buffer.alloc(0)],
  ['too long', Buffer.alloc(480)],
  ['other', Buffer.alloc(16, 1)],
] as const) {
  test(`index files that are ${name} are written again when the log is opened`, async () => {
    const { fileSystem, open, read } = await withIndexes();
    for (const path of [INDEX, TIME_INDEX]) {
      await fileSystem.remove(path);
      if (spoil !== undefined) await fileSystem.writeWhole(path, spoil);
    }
    await (await open({ recoveryPoint: 10 })).close();
    assert.deepEqual(await read(), EXPECTED);
  });
}

test('index files fit after a tail was cut off', async () => {
  const { fileSystem, open, read } = await withIndexes();
  const path = `${DIRECTORY}/00000000000000000000.log`;
  await fileSystem.writeWhole(path, (await fileSystem.readWhole(path)).subarray(0, 3 * BYTES));
  await (await open()).close();
  assert.deepEqual(await read(), { index: [[5, 2 * BYTES]], timeIndex: [[3001, 3]] });
});

test('index files without their segment are removed when the log is opened', async () => {
  const { fileSystem, open } = await withIndexes();
  const orphan = `${DIRECTORY}/00000000000000000700.index`;
  await fileSystem.writeWhole(orphan, Buffer.alloc(8));
  await open();
  assert.equal(await fileSystem.exists(orphan), false);
});

test('a full disk keeps no log from being opened or closed', async () => {
  const { fileSystem, open, events } = await withIndexes();
  await fileSystem.remove(`${DIRECTORY}/leader-epoch-checkpoint`);
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  const log = await open();
  assert.equal(log.logEndOffset, 10);
  await appendDurably(log, batchOf(['a', 'b'], 9000));
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  await log.close();
  assert.deepEqual(
    events.map(({ type }) => type),
    ['maintenance-failed', 'maintenance-failed'],
  );
});
