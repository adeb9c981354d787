import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { createTopic, produceBatch, produceValues, tryCreateTopic } from '../testing/operations.ts';
import { batchOf } from '../testing/requests.ts';

test('records without the log of their metadata are no new cluster: the broker does not start', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await produceValues(context.connect(), 'orders', ['a']);
  await context.stop();
  await context.disk.remove('/data/__cluster_metadata-0');
  // As in a directory in which it was not written down yet which partitions have records.
  await context.disk.remove('/data/recovery-point-offset-checkpoint');
  await assert.rejects(context.startAgain(), {
    code: 'KAFKA_STORAGE_ERROR',
    message:
      /has records \(orders-0\), but the log of its metadata, __cluster_metadata-0, is missing/,
  });
});

test('a disk that fails under the log of the metadata is told once to who runs the broker', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  context.disk.failLater({ operation: 'datasync' });
  for (let times = 0; times < 3; times++) await tryCreateTopic(context.connect(), { name: 'a' });
  assert.equal(context.fatalErrors.length, 1);
  assert.equal(context.fatalErrors[0]?.code, 'KAFKA_STORAGE_ERROR');
  const { errorCode } = await produceBatch(context.connect(), 'orders', batchOf(['a']));
  assert.equal(errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
});

test('a broker that shuts down in order has not failed', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await context.restart();
  assert.deepEqual(context.fatalErrors, []);
});
