import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  CompressionType,
  computeCrc,
  CRC_AT,
  DECOMPRESSED_BATCH_BYTES_MAX,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

import { batchOf, leaderAppendDurably, logContext } from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';
import type { TimestampAndOffset } from './timestamp-search.ts';

/** Where the offset delta of the first record of a small batch that is not compressed stands. */
const OFFSET_DELTA_AT: number = RECORD_BATCH_OVERHEAD + 3;

/** A batch of one record that Produce accepts, as Kafka does, and that `RecordCursor` refuses. */
function poisonedBatch(timestamp: number): Buffer {
  const batch = batchOf(['poison'], timestamp);
  batch[OFFSET_DELTA_AT] = 100;
  batch.writeUInt32BE(computeCrc(batch), CRC_AT);
  return batch;
}

/** Offsets 0 and 1 at 1000, the poisoned 2 at 2000, 3 and 4 at 3000. */
async function poisonedLog(): Promise<PartitionLog> {
  const log = await logContext().open();
  for (const batch of [batchOf(['a', 'b']), poisonedBatch(2000), batchOf(['c', 'd'], 3000)]) {
    assert.equal((await leaderAppendDurably(log, batch)).type, 'appended');
  }
  return log;
}

function plain(found: TimestampAndOffset | undefined): string {
  return found === undefined ? 'nothing' : `${found.offset} at ${found.timestamp}`;
}

test('a batch whose records cannot be read hides no other from a search by timestamp', async () => {
  const log = await poisonedLog();
  const find = async (timestamp: number) => plain(await log.offsetForTimestamp(timestamp));
  assert.equal(await find(1001), '1 at 1001');
  assert.equal(await find(2001), '3 at 3000');
  assert.equal(await find(3001), '4 at 3001');
  assert.equal(await find(3002), 'nothing');
  assert.equal(plain(await log.offsetOfMaxTimestamp()), '4 at 3001');
});

test('a batch whose records cannot be read is found by its header, at its first offset', async () => {
  const log = await poisonedLog();
  assert.equal(plain(await log.offsetForTimestamp(1002)), '2 at 2000');
  assert.equal(plain(await log.offsetForTimestamp(2000)), '2 at 2000');
  await leaderAppendDurably(log, poisonedBatch(4000));
  assert.equal(plain(await log.offsetOfMaxTimestamp()), '5 at 4000');
});

test('where the log begins inside of a segment a batch that cannot be read counts by its header', async () => {
  const log = await logContext().open();
  const three = batchOf(['x', 'y', 'z'], 2000);
  three[OFFSET_DELTA_AT] = 100;
  three.writeUInt32BE(computeCrc(three), CRC_AT);
  await leaderAppendDurably(log, three);
  await leaderAppendDurably(log, batchOf(['a']));
  await log.deleteRecordsBefore(1);
  assert.equal(plain(await log.offsetOfMaxTimestamp()), '1 at 2002');
  assert.equal(plain(await log.offsetForTimestamp(1500)), '1 at 2002');
});

test('a batch is inflated up to the bound of the log, not only to the default', async () => {
  const value = 'x'.repeat(DECOMPRESSED_BATCH_BYTES_MAX);
  const values = ['first', value, 'last'];
  const batch = batchOf(values, 1000, { compression: CompressionType.GZIP });
  const open = async (decompressedBytesMax?: number) => {
    const context = logContext();
    const log = await context.open({ decompressedBytesMax });
    await new Promise<void>((resolve, reject) => {
      log.append(Buffer.from(batch), {
        leaderEpoch: 0,
        onDurable: (error) => (error === undefined ? resolve() : reject(error)),
      });
    });
    return log;
  };
  const raised = await open(2 * DECOMPRESSED_BATCH_BYTES_MAX);
  assert.equal(plain(await raised.offsetForTimestamp(1001)), '1 at 1001');
  const byDefault = await open();
  assert.equal(plain(await byDefault.offsetForTimestamp(1001)), '0 at 1002');
});
