import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType } from '../compression/compression-type.ts';
import { loadCompression } from '../compression/compression.ts';
import { RecordBatchBuilder, type RecordBatchOptions } from './record-batch-builder.ts';
import { deleteHorizonOf, readRecordBatchHeader } from './record-batch-header.ts';
import { RecordCursor, recordsOf } from './records.ts';
import { type RetainedRecord, retainedRecordBatch } from './retained-records.ts';

interface Sample {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string;
  readonly value: string | null;
  readonly headers?: readonly { readonly key: string; readonly value: string | null }[];
}

const SAMPLES: readonly Sample[] = [
  { offset: 10, timestamp: 5000, key: 'a', value: 'one' },
  { offset: 11, timestamp: 4000, key: 'b', value: null, headers: [{ key: 'ü', value: null }] },
  { offset: 13, timestamp: 9000, key: 'c', value: 'x'.repeat(200) },
  { offset: 14, timestamp: 8000, key: 'd', value: 'four', headers: [{ key: 'h', value: 'v' }] },
];
const PRODUCED: RecordBatchOptions = {
  baseOffset: 10,
  lastOffset: 15,
  producerId: 77n,
  producerEpoch: 3,
  baseSequence: 40,
  isTransactional: true,
  partitionLeaderEpoch: 6,
};

function batchOf(samples: readonly Sample[], options: RecordBatchOptions = PRODUCED): Buffer {
  const builder = new RecordBatchBuilder(options);
  for (const sample of samples) builder.append(sample);
  return builder.build();
}

function retain(batch: Buffer, keys: readonly string[], deleteHorizon?: number): Buffer {
  const cursor = new RecordCursor(batch);
  const records: RetainedRecord[] = [];
  while (cursor.next()) {
    const { timestamp, bodyStart, bodyEnd } = cursor;
    if (keys.includes(String(cursor.key))) records.push({ timestamp, bodyStart, bodyEnd });
  }
  return retainedRecordBatch({ batch, source: cursor.source, records, deleteHorizon });
}

test('what stays of a batch is the batch that has only these records and the same last offset', () => {
  for (const keys of [['a'], ['b', 'd'], ['c'], ['a', 'b', 'c', 'd']]) {
    const kept = SAMPLES.filter(({ key }) => keys.includes(key));
    assert.deepEqual(retain(batchOf(SAMPLES), keys), batchOf(kept), keys.join());
  }
});

test('the codec stays, and so do the records that are kept', async () => {
  await loadCompression();
  for (const compression of Object.values(CompressionType)) {
    const batch = batchOf(SAMPLES, { ...PRODUCED, compression });
    const retained = retain(batch, ['b', 'c']);
    const whole = recordsOf(batch).filter(({ key }) => ['b', 'c'].includes(String(key)));
    assert.deepEqual(recordsOf(retained), whole, `codec ${compression}`);
    assert.equal(readRecordBatchHeader(retained).attributes & 7, compression);
  }
});

test('the delete horizon takes the place of the base timestamp, and timestamps stay', () => {
  const horizon = 1_700_000_000_000;
  const batch = retain(batchOf(SAMPLES), ['b', 'c'], horizon);
  assert.equal(deleteHorizonOf(readRecordBatchHeader(batch)), horizon);
  assert.deepEqual(
    recordsOf(batch).map(({ timestamp }) => timestamp),
    [4000, 9000],
  );
  const kept = SAMPLES.filter(({ key }) => ['b', 'c'].includes(key));
  assert.deepEqual(batch, batchOf(kept, { ...PRODUCED, deleteHorizon: horizon }));
});

test('a batch of the time of its append keeps that time', () => {
  const options = { ...PRODUCED, logAppendTime: 12_345 };
  const retained = retain(batchOf(SAMPLES, options), ['b']);
  const { maxTimestamp } = readRecordBatchHeader(retained);
  assert.deepEqual([maxTimestamp, recordsOf(retained)[0]?.timestamp], [12_345, 12_345]);
});
