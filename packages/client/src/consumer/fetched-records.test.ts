import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  CompressionType,
  computeCrc,
  CRC_AT,
  endTransactionMarkerBatch,
  RECORD_BATCH_OVERHEAD,
  RecordBatchBuilder,
} from '@odradek/protocol';
import type { RecordBatchOptions } from '@odradek/protocol';
import type { AbortedTransaction } from '@odradek/protocol/messages/01-fetch';

import { ClientContext } from '../testing/client-context.ts';
import type { ConsumerOptions, ConsumerRecord } from './consumer-options.ts';
import { consumerSettings } from './consumer-settings.ts';
import { FetchedRecords } from './fetched-records.ts';

const ALL = 1_000_000;

function batch(
  baseOffset: number,
  values: readonly string[],
  options: RecordBatchOptions = {},
): Buffer {
  const builder = new RecordBatchBuilder({ baseOffset, partitionLeaderEpoch: 7, ...options });
  for (const value of values) builder.append({ timestamp: 1000, key: null, value });
  return builder.build();
}

interface Fetched {
  readonly batches: readonly Buffer[];
  readonly fetchOffset?: number;
  readonly aborted?: readonly AbortedTransaction[] | null;
  readonly options?: Partial<ConsumerOptions>;
}

async function fetched(of: Fetched): Promise<FetchedRecords> {
  const { options } = await ClientContext.start();
  return new FetchedRecords({
    topic: 'orders',
    partition: 3,
    settings: consumerSettings({ ...options, ...of.options }),
    fetchOffset: of.fetchOffset ?? 0,
    arrival: 0,
    records: Buffer.concat(of.batches),
    abortedTransactions: of.aborted ?? null,
  });
}

function takeAll(records: FetchedRecords): readonly string[] {
  const taken: ConsumerRecord[] = [];
  records.take(taken, ALL);
  return taken.map(({ offset, value }) => `${offset}:${value?.toString() ?? 'null'}`);
}

test('records before the offset that was asked for are left out', async () => {
  const records = await fetched({ batches: [batch(0, ['a', 'b', 'c'])], fetchOffset: 2 });
  assert.deepEqual(takeAll(records), ['2:c']);
  assert.equal(records.nextOffset, 3);
  assert.equal(records.isDrained, true);
});

test('records are taken in portions, and the next offset follows them', async () => {
  const records = await fetched({ batches: [batch(0, ['a', 'b']), batch(2, ['c'])] });
  const taken: ConsumerRecord[] = [];
  records.take(taken, 1);
  assert.equal(records.nextOffset, 1);
  assert.equal(records.isDrained, false);
  records.take(taken, 3);
  assert.equal(taken.length, 3);
  assert.deepEqual(
    [taken[0]?.topic, taken[0]?.partition, taken[0]?.leaderEpoch, taken[0]?.timestampType],
    ['orders', 3, 7, 'CreateTime'],
  );
});

test('the next offset passes over what compaction has removed at the end of a batch', async () => {
  const records = await fetched({ batches: [batch(0, ['a'], { lastOffset: 9 })] });
  assert.deepEqual(takeAll(records), ['0:a']);
  assert.equal(records.nextOffset, 10);
  assert.equal(records.endOffset, 10);
});

test('a batch that is cut off at the end is left for the next fetch', async () => {
  const whole = batch(0, ['a']);
  const records = await fetched({ batches: [whole, batch(1, ['b']).subarray(0, 40)] });
  assert.deepEqual(takeAll(records), ['0:a']);
  assert.equal(records.nextOffset, 1);
});

test('a first batch that is cut off is an error, since a fetch would never get further', async () => {
  const records = await fetched({ batches: [batch(0, ['a']).subarray(0, 65)] });
  assert.throws(() => takeAll(records), { code: 'CORRUPT_MESSAGE', message: /"orders".*offset 0/ });
});

const PRODUCER = { producerId: 5n, producerEpoch: 0, baseSequence: 0, isTransactional: true };
const MARKER = { producerId: 5n, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 1 };

test('records of aborted transactions and control records are left out with read_committed', async () => {
  const batches = [
    batch(0, ['aborted'], PRODUCER),
    batch(1, ['plain']),
    endTransactionMarkerBatch({ ...MARKER, type: 'ABORT', baseOffset: 2 }),
    batch(3, ['committed'], PRODUCER),
    endTransactionMarkerBatch({ ...MARKER, type: 'COMMIT', baseOffset: 4 }),
  ];
  const aborted = [{ producerId: 5n, firstOffset: 0 }];
  const committed = await fetched({ batches, aborted });
  assert.deepEqual(takeAll(committed), ['1:plain', '3:committed']);
  assert.equal(committed.nextOffset, 5);
  const options = { isolationLevel: 'read_uncommitted' as const };
  const all = await fetched({ batches, options });
  assert.deepEqual(takeAll(all), ['0:aborted', '1:plain', '3:committed']);
});

test('a transaction that began before the fetch is known as aborted', async () => {
  const batches = [batch(10, ['aborted'], PRODUCER)];
  const aborted = [{ producerId: 5n, firstOffset: 2 }];
  const records = await fetched({ batches, aborted, fetchOffset: 10 });
  assert.deepEqual(takeAll(records), []);
  assert.equal(records.nextOffset, 11);
});

test('a wrong checksum is an error that names the offset, after the records before it', async () => {
  const damaged = batch(1, ['b']);
  const valueAt = damaged.byteLength - 2;
  damaged.writeUInt8(damaged.readUInt8(valueAt) ^ 1, valueAt);
  const records = await fetched({ batches: [batch(0, ['a']), damaged] });
  const taken: ConsumerRecord[] = [];
  assert.throws(() => records.take(taken, ALL), {
    code: 'CORRUPT_MESSAGE',
    message: /partition 3.*offset 1.*checksum/,
  });
  assert.equal(taken.length, 1);
  const unchecked = await fetched({
    batches: [damaged],
    fetchOffset: 1,
    options: { checkCrcs: false },
  });
  assert.equal(takeAll(unchecked).length, 1);
});

test('a batch is not decompressed into more than its limit', async () => {
  const value = 'x'.repeat(100_000);
  const batches = [batch(0, [value], { compression: CompressionType.GZIP })];
  const bounded = await fetched({ batches, options: { decompressedBatchBytesMax: 50_000 } });
  assert.throws(() => takeAll(bounded), { code: 'MESSAGE_TOO_LARGE' });
  assert.equal(takeAll(await fetched({ batches })).length, 1);
});

test('a batch that cannot be read is named with its partition and offsets, and how to pass over it', async () => {
  const poisoned = batch(5, ['x', 'y']);
  // The offset delta of the first record, above the last of the batch: Kafka takes that.
  poisoned[RECORD_BATCH_OVERHEAD + 3] = 100;
  poisoned.writeUInt32BE(computeCrc(poisoned), CRC_AT);
  const records = await fetched({ batches: [batch(3, ['a', 'b']), poisoned], fetchOffset: 3 });
  const taken: ConsumerRecord[] = [];
  assert.throws(() => records.take(taken, ALL), {
    code: 'INVALID_RECORD',
    message:
      /^Topic "orders", partition 3, cannot be read from offset 5 on: .* The batch has offsets 5 to 6; seek to 7 to go on behind it\.$/,
  });
  assert.equal(taken.length, 2);
});

test('a batch of a wrong checksum is named by its offsets too', async () => {
  const flipped = batch(5, ['x', 'y', 'z']);
  flipped[flipped.byteLength - 2]! ^= 1;
  const records = await fetched({ batches: [flipped], fetchOffset: 6 });
  assert.throws(() => takeAll(records), {
    code: 'CORRUPT_MESSAGE',
    message: /from offset 6 on: .* The batch has offsets 5 to 7; seek to 8/,
  });
});
