import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';

import { BrokerContext } from '../testing/broker-context.ts';
import { DELETE_TOPICS } from '../testing/client-apis.ts';
import { createTopic, fetchValues, produceBatch, produceValues } from '../testing/operations.ts';
import { batchOf } from '../testing/requests.ts';

const ASIDE = '/data/aside';

/** A stopped broker with a topic whose partition has a record, and whose folder was put aside. */
async function withoutFolder(folder: string): Promise<BrokerContext> {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  assert.equal(await produceValues(client, 'orders', ['a']), 0);
  await context.stop();
  await context.disk.rename(folder, ASIDE);
  await context.disk.syncDirectory('/data');
  return context;
}

async function offlineOrders(): Promise<BrokerContext> {
  const context = await withoutFolder('/data/orders-0');
  await context.crash();
  const refused = await produceBatch(context.connect(), 'orders', batchOf(['b']));
  assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.match(refused.errorMessage ?? '', /\/data\/orders-0 had records and is gone/);
  return context;
}

test('a partition whose folder is gone is offline, and opened again when the folder is back', async () => {
  const context = await offlineOrders();
  const client = context.connect();
  await context.disk.rename(ASIDE, '/data/orders-0');
  // Not more often than once in a second, and then for whoever asks next.
  const early = await produceBatch(client, 'orders', batchOf(['b']));
  assert.equal(early.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  await context.advance(1_000);
  await produceBatch(client, 'orders', batchOf(['b']));
  await context.settle();
  assert.equal(await produceValues(client, 'orders', ['c']), 1);
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a', '1:c']);
});

test('a log that is refused again for the same reason is reported once', async () => {
  const context = await offlineOrders();
  for (let count = 0; count < 3; count++) {
    await context.advance(1_000);
    const refused = await produceBatch(context.connect(), 'orders', batchOf(['b']));
    assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
    await context.settle();
  }
  assert.equal(context.events.filter(({ type }) => type === 'log-refused').length, 1);
});

test('a topic whose folder is gone can be deleted, while it is being opened again, and created anew', async () => {
  const context = await offlineOrders();
  const client = context.connect();
  await context.advance(1_000);
  const asked = produceBatch(client, 'orders', batchOf(['b']));
  const { responses } = await context.connect().request(DELETE_TOPICS, 6, {
    ...defaultDeleteTopicsRequest,
    topics: [{ name: 'orders', topicId: ZERO_UUID }],
  });
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE);
  await asked;
  await createTopic(client, 'orders');
  assert.equal(await produceValues(client, 'orders', ['c']), 0);
  await context.restart();
  assert.deepEqual(await fetchValues(context.connect(), 'orders'), ['0:c']);
});

test('a broker whose metadata log is gone does not start', async () => {
  const context = await withoutFolder('/data/__cluster_metadata-0');
  await assert.rejects(context.crash(), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /__cluster_metadata-0 had records and is gone.*restore it from a backup/,
  });
});
