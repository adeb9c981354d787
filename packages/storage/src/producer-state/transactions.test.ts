import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ProducerBatch } from './producer-batch.ts';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import type { TransactionMarker } from './producer-state-entry.ts';
import { ProducerStates } from './producer-states.ts';

function batch(producerId: bigint, offset: number, isTransactional = true): ProducerBatch {
  return {
    producerId,
    producerEpoch: 0,
    baseSequence: offset,
    lastSequence: offset,
    baseOffset: offset,
    lastOffset: offset,
    maxTimestamp: 1000 + offset,
    isTransactional,
  };
}

function marker(producerId: bigint, type: TransactionMarker['type'] = 'COMMIT'): TransactionMarker {
  return { type, producerId, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 5000 };
}

/** Producer 1 has begun a transaction at offset 1, producer 2 one at offset 3. */
function withTwoOpen(): ProducerStates {
  const states = new ProducerStates();
  states.add(batch(3n, 0, false));
  for (const offset of [1, 2]) states.add(batch(1n, offset));
  states.add(batch(2n, 3));
  return states;
}

test('the first unstable offset is where the first open transaction begins', () => {
  const states = new ProducerStates();
  assert.equal(states.firstUnstableOffset(0), undefined);
  states.add(batch(3n, 0, false));
  assert.equal(states.firstUnstableOffset(1), undefined);
  assert.equal(withTwoOpen().firstUnstableOffset(4), 1);
});

test('a marker ends the transaction of its producer, and says where it began', () => {
  const states = withTwoOpen();
  assert.deepEqual(states.addMarker(marker(1n, 'ABORT'), 4), {
    producerId: 1n,
    firstOffset: 1,
    lastOffset: 4,
    isAborted: true,
  });
  assert.deepEqual(states.addMarker(marker(2n), 5), {
    producerId: 2n,
    firstOffset: 3,
    lastOffset: 5,
    isAborted: false,
  });
  assert.equal(states.firstUnstableOffset(6), undefined);
});

test('a marker without a transaction ends nothing, and its producer is known', () => {
  const states = withTwoOpen();
  assert.equal(states.addMarker(marker(3n), 4), undefined);
  assert.equal(states.addMarker(marker(9n, 'ABORT'), 5), undefined);
  assert.equal(states.get(9n)?.coordinatorEpoch, 0);
  states.addMarker(marker(1n), 6);
  assert.equal(states.addMarker(marker(1n), 7), undefined);
});

test('a transaction is unstable until its marker is below the high watermark', () => {
  const states = withTwoOpen();
  states.addMarker(marker(1n), 4);
  assert.equal(states.firstUnstableOffset(0), 1);
  assert.equal(states.firstUnstableOffset(4), 1);
  assert.equal(states.firstUnstableOffset(5), 3);
  states.onHighWatermark(4);
  assert.equal(states.firstUnstableOffset(4), 1);
  states.onHighWatermark(5);
  assert.equal(states.firstUnstableOffset(4), 3);
});

test('a transaction that began first but ended last does not hide one that ended before it', () => {
  const states = withTwoOpen();
  states.addMarker(marker(2n), 4);
  states.addMarker(marker(1n), 5);
  assert.equal(states.firstUnstableOffset(4), 1);
  assert.equal(states.firstUnstableOffset(5), 1);
  assert.equal(states.firstUnstableOffset(6), undefined);
});

test('a transaction is followed by the next one of its producer', () => {
  const states = withTwoOpen();
  states.addMarker(marker(1n), 4);
  states.add(batch(1n, 5));
  assert.equal(states.firstUnstableOffset(4), 1);
  assert.equal(states.firstUnstableOffset(5), 3);
  states.addMarker(marker(2n), 6);
  assert.equal(states.firstUnstableOffset(7), 5);
});

test('the last stable offset of a marker is where another transaction is open, else behind it', () => {
  const states = withTwoOpen();
  const first = states.addMarker(marker(1n, 'ABORT'), 4);
  assert.equal(states.lastStableOffsetFor(first!), 3);
  const second = states.addMarker(marker(2n, 'ABORT'), 5);
  assert.equal(states.lastStableOffsetFor(second!), 6);
});

test('the last stable offset of a marker does not wait for markers before it', () => {
  const states = withTwoOpen();
  states.addMarker(marker(1n), 4);
  const completed = states.addMarker(marker(2n, 'ABORT'), 5);
  assert.equal(states.lastStableOffsetFor(completed!), 6);
});

test('a producer with an open transaction is not forgotten, but after its marker', () => {
  const states = withTwoOpen();
  const expiration = { now: 1_000_000, expirationMs: 1000 };
  assert.equal(states.expire(expiration), 1);
  states.addMarker(marker(1n), 4);
  assert.equal(states.expire(expiration), 1);
  assert.equal(states.firstUnstableOffset(5), 3);
});

test('a transaction whose producer was forgotten is unstable until its marker is replicated', () => {
  const states = withTwoOpen();
  states.addMarker(marker(1n), 4);
  states.addMarker(marker(2n), 5);
  assert.equal(states.expire({ now: 1_000_000, expirationMs: 1000 }), 3);
  assert.equal(states.firstUnstableOffset(4), 1);
});

test('a snapshot keeps open transactions open, in the order of their first offsets', () => {
  const states = new ProducerStates();
  // Producer 1 comes first, but its open transaction is the later one.
  states.add(batch(1n, 0, false));
  states.add(batch(2n, 1));
  states.add(batch(1n, 2));
  const loaded = decodeProducerSnapshot(encodeProducerSnapshot(states));
  assert.equal(loaded.firstUnstableOffset(3), 1);
  const completed = loaded.addMarker(marker(2n, 'ABORT'), 3);
  assert.equal(completed?.firstOffset, 1);
  assert.equal(loaded.lastStableOffsetFor(completed!), 2);
  assert.equal(loaded.firstUnstableOffset(4), 2);
});

test('open transactions of producers that only another log part knows are taken over', () => {
  const states = new ProducerStates();
  states.add(batch(1n, 7));
  states.addUnknown(withTwoOpen());
  assert.equal(states.firstUnstableOffset(8), 3);
  states.addMarker(marker(2n), 8);
  assert.equal(states.firstUnstableOffset(9), 7);
});

test('a batch and a marker that are taken back never were', () => {
  const states = withTwoOpen();
  const beforeMarker = states.before(1n);
  states.addMarker(marker(1n, 'ABORT'), 4);
  const beforeBatch = states.before(1n);
  states.add(batch(1n, 5));
  const beforeNew = states.before(4n);
  states.add(batch(4n, 6));
  states.restore(beforeNew);
  states.restore(beforeBatch);
  states.restore(beforeMarker);
  assert.deepEqual(states, withTwoOpen());
});
