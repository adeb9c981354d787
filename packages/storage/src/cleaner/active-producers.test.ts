import assert from 'node:assert/strict';
import { test } from 'node:test';

import { endTransactionMarkerBatch, RecordBatchBuilder } from '@odradek/protocol';

import {
  newProducerEntry,
  type ProducerStateEntry,
} from '../producer-state/producer-state-entry.ts';
import { activeProducers, LastBatches } from './active-producers.ts';

function entryOf(
  producerId: bigint,
  epoch: number,
  lastOffsets: readonly number[],
): ProducerStateEntry {
  const batches = lastOffsets.map((lastOffset, index) => ({
    baseSequence: index,
    lastSequence: index,
    baseOffset: lastOffset,
    lastOffset,
    timestamp: 100,
  }));
  return { ...newProducerEntry(producerId), epoch, batches };
}

function batchAt(baseOffset: number, producerId: bigint): Buffer {
  const producer = { producerId, producerEpoch: 0, baseSequence: 0 };
  const builder = new RecordBatchBuilder({ baseOffset, ...producer });
  builder.append({ timestamp: 100, key: 'a', value: '1' });
  return builder.build();
}

test('of each producer its last batch is known, and the last one that is durable', () => {
  const entries = [entryOf(7n, 0, [10, 14, 18]), entryOf(8n, 0, [12])];
  const last = new LastBatches(activeProducers(entries, 16));
  const known = [10, 14, 18].filter((offset) => last.includes(batchAt(offset, 7n)));
  assert.deepEqual(known, [14, 18]);
  assert(last.includes(batchAt(12, 8n)));
  assert(!last.includes(batchAt(18, 8n)), 'of another producer');
  assert(!last.includes(batchAt(18, 9n)), 'of one that is not known any more');
});

test('a producer without a batch is known by a marker of its epoch', () => {
  const last = new LastBatches(activeProducers([entryOf(7n, 2, [])], 100));
  const marker = (producerEpoch: number): Buffer =>
    endTransactionMarkerBatch({
      type: 'COMMIT',
      producerId: 7n,
      producerEpoch,
      coordinatorEpoch: 0,
      timestamp: 100,
    });
  assert(last.includes(marker(2)));
  assert(!last.includes(marker(1)));
  assert(!last.includes(batchAt(11, 7n)));
});
