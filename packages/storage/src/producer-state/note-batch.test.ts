import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  emptyRecordBatch,
  endTransactionMarkerBatch,
  RecordBatchBuilder,
  type RecordBatchOptions,
} from '@odradek/protocol';

import { isProducerMarkerAt, noteBatch } from './note-batch.ts';
import { ProducerStates } from './producer-states.ts';

const MARKER = { producerEpoch: 1, coordinatorEpoch: 3, timestamp: 900 };

function records(options: RecordBatchOptions): Buffer {
  const builder = new RecordBatchBuilder({ producerEpoch: 0, baseSequence: 0, ...options });
  builder.append({ timestamp: 500, key: null, value: 'apple' });
  return builder.build();
}

/** Notes batches that stand one behind the other in memory, as when a log is read. */
function noteAll(states: ProducerStates, batches: readonly Buffer[]) {
  const bytes = Buffer.concat(batches);
  let at = 0;
  return batches.map((batch) => {
    const completed = noteBatch(states, bytes, at);
    at += batch.byteLength;
    return completed;
  });
}

test('markers tell which transactions they end, from their first record to themselves', () => {
  const states = new ProducerStates();
  const completed = noteAll(states, [
    records({ baseOffset: 7, producerId: 1n, isTransactional: true }),
    records({ baseOffset: 8, producerId: 1n, isTransactional: true, baseSequence: 1 }),
    records({ baseOffset: 9, producerId: 2n, isTransactional: true }),
    records({ baseOffset: 10 }),
    endTransactionMarkerBatch({ ...MARKER, type: 'COMMIT', producerId: 1n, baseOffset: 11 }),
    endTransactionMarkerBatch({ ...MARKER, type: 'ABORT', producerId: 2n, baseOffset: 12 }),
    endTransactionMarkerBatch({ ...MARKER, type: 'ABORT', producerId: 3n, baseOffset: 13 }),
  ]);
  assert.deepEqual(completed, [
    undefined,
    undefined,
    undefined,
    undefined,
    { producerId: 1n, firstOffset: 7, lastOffset: 11, isAborted: false },
    { producerId: 2n, firstOffset: 9, lastOffset: 12, isAborted: true },
    undefined,
  ]);
  assert.equal(states.firstUnstableOffset(14), undefined);
  const { epoch, coordinatorEpoch, lastTimestamp, batches } = states.get(2n)!;
  assert.deepEqual([epoch, coordinatorEpoch, lastTimestamp, batches], [1, 3, 900, []]);
});

test('a marker that compaction has emptied ends nothing', () => {
  const emptied = emptyRecordBatch({
    baseOffset: 12,
    lastOffset: 12,
    maxTimestamp: 900,
    timestampType: 'CreateTime',
    producerId: 2n,
    producerEpoch: 1,
    baseSequence: -1,
    partitionLeaderEpoch: 0,
    isTransactional: true,
    isControl: true,
  });
  const states = new ProducerStates();
  assert.equal(isProducerMarkerAt(emptied, 0), true);
  assert.equal(noteBatch(states, emptied, 0), undefined);
  assert.equal(states.size, 0);
});

test('a batch without a producer is nobody to be known', () => {
  const states = new ProducerStates();
  noteBatch(states, records({ producerId: -1n, producerEpoch: -1, baseSequence: -1 }), 0);
  assert.equal(states.size, 0);
});

test('a marker whose record is none is an error', () => {
  const builder = new RecordBatchBuilder({ producerId: 1n, producerEpoch: 0, isControl: true });
  builder.append({ timestamp: 1, key: Buffer.alloc(2), value: null });
  const batch = builder.build();
  assert.throws(() => noteBatch(new ProducerStates(), batch, 0), { code: 'INVALID_RECORD' });
});
