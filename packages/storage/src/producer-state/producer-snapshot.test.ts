import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import type { ProducerStateEntry } from './producer-state-entry.ts';
import { ProducerStates } from './producer-states.ts';

const LAST = {
  baseSequence: 2 ** 31 - 2,
  lastSequence: 1,
  baseOffset: 40,
  lastOffset: 43,
  timestamp: 1234,
};

const PRODUCERS: readonly ProducerStateEntry[] = [
  {
    producerId: 2n ** 62n,
    epoch: 3,
    batches: [LAST],
    lastTimestamp: 1234,
    coordinatorEpoch: -1,
    transactionFirstOffset: -1,
  },
  {
    producerId: 5n,
    epoch: 32767,
    batches: [],
    lastTimestamp: 99,
    coordinatorEpoch: 12,
    transactionFirstOffset: 77,
  },
];

test('a snapshot keeps of each producer epoch, last batch, timestamp and transaction', () => {
  const states = decodeProducerSnapshot(encodeProducerSnapshot(new ProducerStates(PRODUCERS)));
  assert.deepEqual([...states.all()], PRODUCERS);
});

test('a snapshot keeps only the last of several batches', () => {
  const [producer] = PRODUCERS;
  assert.notEqual(producer, undefined);
  const earlier = { ...LAST, baseSequence: 0, lastSequence: 2 ** 31 - 3, baseOffset: 0 };
  const states = new ProducerStates([{ ...producer!, batches: [earlier, LAST] }]);
  const [found] = decodeProducerSnapshot(encodeProducerSnapshot(states)).all();
  assert.deepEqual(found?.batches, [LAST]);
});

/** What Kafka 4.3.1 wrote when it was shut down after two producers. */
const OF_KAFKA = Buffer.from(
  '00012015285500000002' +
    '0000000000000000000000004e1f0000000000004e1f00000007000001a1fe7c0037ffffffffffffffffffffffff' +
    '00000000000000010000000001f3000000000000501300000003000001a1fe7c1543ffffffffffffffffffffffff',
  'hex',
);

test('a snapshot of Kafka is read, and written again byte for byte', () => {
  const states = decodeProducerSnapshot(OF_KAFKA);
  assert.deepEqual(states.get(1n), {
    producerId: 1n,
    epoch: 0,
    batches: [
      {
        baseSequence: 496,
        lastSequence: 499,
        baseOffset: 20_496,
        lastOffset: 20_499,
        timestamp: 1795270907203,
      },
    ],
    lastTimestamp: 1795270907203,
    coordinatorEpoch: -1,
    transactionFirstOffset: -1,
  });
  assert.deepEqual(encodeProducerSnapshot(states), OF_KAFKA);
});

test('a snapshot of no producers is one', () => {
  const bytes = encodeProducerSnapshot(new ProducerStates());
  assert.equal(bytes.byteLength, 10);
  assert.equal(decodeProducerSnapshot(bytes).size, 0);
});

test('a snapshot with any byte changed, missing or too much is found out', () => {
  const bytes = encodeProducerSnapshot(new ProducerStates(PRODUCERS));
  for (let at = 0; at < bytes.byteLength; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    assert.throws(() => decodeProducerSnapshot(changed), /version|checksum|bytes for/);
    assert.throws(() => decodeProducerSnapshot(bytes.subarray(0, at)), /bytes|checksum|version/);
  }
  assert.throws(() => decodeProducerSnapshot(Buffer.concat([bytes, Buffer.alloc(1)])), /checksum/);
});
