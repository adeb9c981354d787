import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultInitProducerIdRequest,
  type InitProducerIdRequest,
} from '@odradek/protocol/messages/22-init-producer-id';

import { BrokerContext } from '../testing/broker-context.ts';
import { INIT_PRODUCER_ID } from '../testing/client-apis.ts';

const IDEMPOTENT: InitProducerIdRequest = {
  ...defaultInitProducerIdRequest,
  transactionalId: null,
  transactionTimeoutMs: 60_000,
};

for (let version = 0; version <= 5; version++) {
  test(`InitProducerId version ${version} gives ids that no producer has had`, async () => {
    const client = (await BrokerContext.start()).connect();
    for (let expected = 0n; expected < 3n; expected++) {
      const response = await client.request(INIT_PRODUCER_ID, version, IDEMPOTENT);
      assert.equal(response.errorCode, ErrorCode.NONE);
      assert.equal(response.producerId, expected);
      assert.equal(response.producerEpoch, 0);
    }
  });
}

test('after a restart or a crash the ids go on with the next block', async () => {
  const context = await BrokerContext.start();
  const next = async () =>
    (await context.connect().request(INIT_PRODUCER_ID, 5, IDEMPOTENT)).producerId;
  assert.equal(await next(), 0n);
  await context.restart();
  assert.equal(await next(), 1000n);
  assert.equal(await next(), 1001n);
  await context.crash();
  assert.equal(await next(), 2000n);
});

test('more producers than a block has ids get different ones, also at the same time', async () => {
  const client = (await BrokerContext.start()).connect();
  const ids = new Set<bigint>();
  for (let round = 0; round < 30; round++) {
    const sent = Array.from({ length: 50 }, () => client.send(INIT_PRODUCER_ID, 5, IDEMPOTENT));
    for (const request of sent) ids.add((await client.response(request)).producerId);
  }
  assert.equal(ids.size, 1500);
});

test('an id that the producer had before is not given again', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = { ...IDEMPOTENT, producerId: 5n, producerEpoch: 3 };
  const { producerId, producerEpoch } = await client.request(INIT_PRODUCER_ID, 5, request);
  assert.deepEqual([producerId, producerEpoch], [0n, 0]);
});

for (const [what, changes, expected] of [
  ['a producer id without an epoch', { producerId: 5n }, ErrorCode.INVALID_REQUEST],
  ['an epoch without a producer id', { producerEpoch: 5 }, ErrorCode.INVALID_REQUEST],
  ['an empty transactional id', { transactionalId: '' }, ErrorCode.INVALID_REQUEST],
  [
    'a transaction timeout above transaction.max.timeout.ms',
    { transactionalId: 'payments', transactionTimeoutMs: 900_001 },
    ErrorCode.INVALID_TRANSACTION_TIMEOUT,
  ],
  [
    'a transaction timeout of 0',
    { transactionalId: 'payments', transactionTimeoutMs: 0 },
    ErrorCode.INVALID_TRANSACTION_TIMEOUT,
  ],
  [
    'a transactional id, which has no coordinator yet,',
    { transactionalId: 'payments' },
    ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ],
] as const) {
  test(`${what} is refused with error ${expected}`, async () => {
    const client = (await BrokerContext.start()).connect();
    const response = await client.request(INIT_PRODUCER_ID, 5, { ...IDEMPOTENT, ...changes });
    const { errorCode, producerId, producerEpoch } = response;
    assert.deepEqual([errorCode, producerId, producerEpoch], [expected, -1n, -1]);
  });
}
