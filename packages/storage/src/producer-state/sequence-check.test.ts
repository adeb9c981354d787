import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode, incrementSequence } from '@odradek/protocol';

import type { ProducerBatch } from './producer-batch.ts';
import { ProducerStates } from './producer-states.ts';

const SEQUENCE_MAX = 2 ** 31 - 1;
const MARKER = {
  type: 'COMMIT',
  producerId: 7n,
  producerEpoch: 0,
  coordinatorEpoch: 3,
  timestamp: 5000,
} as const;

/** A batch of 10 records unless something else is said. */
function batch(
  baseSequence: number,
  { epoch = 0, records = 10, offset = baseSequence, isTransactional = false } = {},
): ProducerBatch {
  return {
    producerId: 7n,
    producerEpoch: epoch,
    baseSequence,
    lastSequence: incrementSequence(baseSequence, records - 1),
    baseOffset: offset,
    lastOffset: offset + records - 1,
    maxTimestamp: 1000 + offset,
    isTransactional,
  };
}

/** What a partition knows that has these batches. */
function after(...batches: readonly ProducerBatch[]): ProducerStates {
  const states = new ProducerStates();
  for (const each of batches) states.add(each);
  return states;
}

/** `in-sequence`, the base offset of the original, or the name of the error. */
function outcome(states: ProducerStates, sent: ProducerBatch): string | number {
  const checked = states.check(sent);
  if (checked.type === 'duplicate') return checked.original.baseOffset;
  if (checked.type === 'in-sequence') return checked.type;
  const names = Object.entries(ErrorCode).find(([, code]) => code === checked.errorCode);
  return names?.[0] ?? 'no such error';
}

test('a producer that is not known may begin at any sequence and with any epoch', () => {
  const states = new ProducerStates();
  for (const sequence of [0, 1, 500, SEQUENCE_MAX]) {
    for (const epoch of [0, 3]) {
      assert.equal(outcome(states, batch(sequence, { epoch })), 'in-sequence');
    }
  }
  assert.equal(states.size, 0);
});

test('the next batch of an epoch begins one after the last sequence', () => {
  const states = after(batch(0), batch(10));
  assert.equal(outcome(states, batch(20)), 'in-sequence');
  for (const sequence of [19, 21, 5, 30]) {
    assert.equal(outcome(states, batch(sequence)), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  }
});

test('each of the last five batches is a duplicate if it comes again, the one before is not', () => {
  const states = after(...[0, 10, 20, 30, 40, 50].map((sequence) => batch(sequence)));
  for (const sequence of [10, 20, 30, 40, 50]) {
    assert.equal(outcome(states, batch(sequence, { offset: 99 })), sequence);
  }
  assert.equal(outcome(states, batch(0)), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
});

test('a duplicate tells offset and greatest timestamp of the batch that came first', () => {
  const checked = after(batch(0, { offset: 500 })).check(batch(0, { offset: 900 }));
  assert.equal(checked.type, 'duplicate');
  const { baseOffset, lastOffset, timestamp } = checked.original;
  assert.deepEqual(
    { baseOffset, lastOffset, timestamp },
    {
      baseOffset: 500,
      lastOffset: 509,
      timestamp: 1500,
    },
  );
});

test('a batch that overlaps one that came before without being the same is out of order', () => {
  const states = after(batch(0), batch(10));
  assert.equal(outcome(states, batch(10, { records: 9 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(outcome(states, batch(10, { records: 11 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(outcome(states, batch(0, { records: 20 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
});

test('an older epoch is refused, also for what would be a duplicate', () => {
  const states = after(batch(0, { epoch: 1 }), batch(0, { epoch: 2 }));
  assert.equal(outcome(states, batch(0, { epoch: 1 })), 'INVALID_PRODUCER_EPOCH');
  assert.equal(outcome(states, batch(10, { epoch: 1 })), 'INVALID_PRODUCER_EPOCH');
  assert.equal(outcome(states, batch(0, { epoch: -1 })), 'INVALID_PRODUCER_EPOCH');
});

test('a newer epoch begins at sequence 0', () => {
  const states = after(batch(0), batch(10));
  assert.equal(outcome(states, batch(0, { epoch: 1 })), 'in-sequence');
  assert.equal(outcome(states, batch(0, { epoch: 32767 })), 'in-sequence');
  for (const sequence of [1, 20]) {
    assert.equal(outcome(states, batch(sequence, { epoch: 1 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  }
});

test('a newer epoch has batches of its own', () => {
  const states = after(batch(0), batch(10), batch(0, { epoch: 1, offset: 20 }));
  assert.equal(outcome(states, batch(0, { epoch: 1 })), 20);
  assert.equal(outcome(states, batch(10, { epoch: 1 })), 'in-sequence');
  assert.equal(outcome(states, batch(20, { epoch: 1 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
});

test('after sequence 2^31-1 comes 0', () => {
  const states = after(batch(SEQUENCE_MAX - 9, { offset: 0 }));
  assert.equal(outcome(states, batch(0)), 'in-sequence');
  assert.equal(outcome(states, batch(1)), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
});

test('a batch in whose middle the sequence wraps is followed, and known again', () => {
  const wrapping = batch(SEQUENCE_MAX - 4, { offset: 0 });
  assert.equal(wrapping.lastSequence, 4);
  const states = after(wrapping);
  assert.equal(outcome(states, wrapping), 0);
  assert.equal(outcome(states, batch(5)), 'in-sequence');
  assert.equal(outcome(states, batch(0)), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
});

test('a batch outside of an open transaction is refused', () => {
  const states = after(batch(0, { isTransactional: true }));
  assert.equal(outcome(states, batch(10)), 'INVALID_TXN_STATE');
  assert.equal(outcome(states, batch(10, { isTransactional: true })), 'in-sequence');
  states.addMarker({ ...MARKER, producerEpoch: 0 }, 10);
  assert.equal(outcome(states, batch(10)), 'in-sequence');
});

test('a marker of a newer epoch makes the next batch begin at sequence 0', () => {
  const states = after(batch(0, { isTransactional: true }));
  states.addMarker({ ...MARKER, producerEpoch: 1 }, 10);
  assert.equal(outcome(states, batch(10, { epoch: 1 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(outcome(states, batch(0, { epoch: 1 })), 'in-sequence');
});

test('a producer is forgotten when its last timestamp is the expiration back, not before', () => {
  const states = after(batch(0), { ...batch(0, { offset: 1 }), producerId: 8n });
  assert.equal(states.expire({ now: 1999, expirationMs: 1000 }), 0);
  assert.equal(states.expire({ now: 2000, expirationMs: 1000 }), 1);
  assert.equal(states.get(7n), undefined);
  assert.equal(outcome(states, batch(500)), 'in-sequence');
  assert.equal(states.expire({ now: 2001, expirationMs: 1000 }), 1);
});

test('a producer with an open transaction is not forgotten', () => {
  const states = after(batch(0, { isTransactional: true }));
  assert.equal(states.expire({ now: 10_000_000, expirationMs: 1000 }), 0);
});
