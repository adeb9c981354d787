import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { ProducerStates } from './producer-states.ts';

const PRODUCER = 7n;
const LATEST = 2;

/** What a partition knows of a producer: its epoch, and whether its transaction is open. */
function known(options: {
  readonly epoch: number;
  readonly isOpen: boolean;
  readonly coordinatorEpoch?: number;
}): ProducerStates {
  const { epoch, isOpen, coordinatorEpoch = 4 } = options;
  return new ProducerStates([
    {
      producerId: PRODUCER,
      epoch,
      batches: [],
      lastTimestamp: 0,
      coordinatorEpoch,
      transactionFirstOffset: isOpen ? 10 : -1,
    },
  ]);
}

/** `ok`, or the name of the error. */
function outcome(
  states: ProducerStates,
  producerEpoch: number,
  { coordinatorEpoch = 4, transactionVersion = LATEST } = {},
): string {
  const marker = { producerId: PRODUCER, producerEpoch, coordinatorEpoch };
  const checked = states.checkMarker(marker, transactionVersion);
  if (checked.type === 'ok') return checked.type;
  const found = Object.entries(ErrorCode).find(([, code]) => code === checked.errorCode);
  return found?.[0] ?? 'no such error';
}

test('a producer that is not known may be sent any marker, and is not known by asking', () => {
  const states = new ProducerStates();
  for (const transactionVersion of [0, 1, 2]) {
    assert.equal(outcome(states, 0, { coordinatorEpoch: 0, transactionVersion }), 'ok');
  }
  assert.equal(states.size, 0);
});

for (const isOpen of [true, false]) {
  const name = isOpen ? 'an open transaction' : 'no open transaction';
  test(`before transaction version 2 a marker has the epoch of the producer or a later one, with ${name}`, () => {
    for (const transactionVersion of [0, 1]) {
      const outcomes = [4, 5, 6].map((epoch) =>
        outcome(known({ epoch: 5, isOpen }), epoch, { transactionVersion }),
      );
      assert.deepEqual(outcomes, ['INVALID_PRODUCER_EPOCH', 'ok', 'ok']);
    }
  });
}

test('with transaction version 2 a marker has a later epoch than the records that it ends', () => {
  const outcomes = [4, 5, 6].map((epoch) => outcome(known({ epoch: 5, isOpen: true }), epoch));
  assert.deepEqual(outcomes, ['INVALID_PRODUCER_EPOCH', 'INVALID_PRODUCER_EPOCH', 'ok']);
});

test('with transaction version 2 a marker that comes once more is no error', () => {
  const outcomes = [4, 5, 6].map((epoch) => outcome(known({ epoch: 5, isOpen: false }), epoch));
  assert.deepEqual(outcomes, ['INVALID_PRODUCER_EPOCH', 'ok', 'ok']);
});

test('the greatest epoch of a producer has none behind it, and its marker carries it', () => {
  const states = known({ epoch: 32_767, isOpen: true });
  assert.equal(outcome(states, 32_767), 'ok');
  assert.equal(outcome(states, 32_766), 'INVALID_PRODUCER_EPOCH');
});

test('a coordinator that another one has replaced is fenced', () => {
  const states = known({ epoch: 5, isOpen: true });
  assert.equal(outcome(states, 6, { coordinatorEpoch: 3 }), 'TRANSACTION_COORDINATOR_FENCED');
  assert.equal(outcome(states, 6, { coordinatorEpoch: 4 }), 'ok');
  assert.equal(outcome(states, 6, { coordinatorEpoch: 5 }), 'ok');
});

test('the epoch of the producer is judged before that of the coordinator', () => {
  const states = known({ epoch: 5, isOpen: true });
  assert.equal(outcome(states, 4, { coordinatorEpoch: 3 }), 'INVALID_PRODUCER_EPOCH');
});

test('a refusal names the producer and both epochs', () => {
  const states = known({ epoch: 5, isOpen: true });
  const marker = { producerId: PRODUCER, producerEpoch: 5, coordinatorEpoch: 4 };
  const epoch = states.checkMarker(marker, LATEST);
  assert.match(
    epoch.type === 'refused' ? epoch.errorMessage : '',
    /producer 7 has epoch 5, .* seen epoch 5: with transaction.version 2 .* greater/,
  );
  const coordinator = states.checkMarker({ ...marker, producerEpoch: 6, coordinatorEpoch: 1 }, 2);
  assert.match(
    coordinator.type === 'refused' ? coordinator.errorMessage : '',
    /producer 7 comes from coordinator epoch 1, .* seen epoch 4/,
  );
});

test('a marker of no transaction version is a bug of the caller', () => {
  assert.throws(() => outcome(new ProducerStates(), 0, { transactionVersion: -1 }));
});
