import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import {
  createTopic,
  fetchFrom,
  fetchValues,
  produceBatch,
  tryCreateTopic,
} from '../testing/operations.ts';
import { batchOf } from '../testing/requests.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const CHECK_MS = 5 * 60 * 1000;

test('records older than retention.ms go when old segments are looked for, those of other topics stay', async () => {
  const context = await BrokerContext.start({ topicDefaults: { segmentBytes: 100 } });
  const client = context.connect();
  const configs = [{ name: 'retention.ms', value: String(DAY_MS) }];
  assert.equal(
    (await tryCreateTopic(client, { name: 'short', configs })).errorCode,
    ErrorCode.NONE,
  );
  await createTopic(client, 'long');
  for (const topic of ['short', 'long']) {
    for (const value of ['a', 'b']) {
      const batch = batchOf([value], context.clock.now());
      assert.equal((await produceBatch(client, topic, batch)).errorCode, ErrorCode.NONE);
    }
  }
  await context.advance(DAY_MS);
  // The first connection was closed for being idle.
  const later = context.connect();
  assert.equal(
    (await produceBatch(later, 'short', batchOf(['c'], context.clock.now()))).errorCode,
    0,
  );
  await context.advance(CHECK_MS);
  const { errorCode } = await fetchFrom(later, 'short', 0);
  assert.equal(errorCode, ErrorCode.OFFSET_OUT_OF_RANGE);
  assert.deepEqual(await fetchValues(later, 'short', 2), ['2:c']);
  assert.deepEqual(await fetchValues(later, 'long'), ['0:a', '1:b']);
  await context.crash();
  assert.deepEqual(await fetchValues(context.connect(), 'short', 2), ['2:c']);
});

test('the metadata of the cluster is never deleted for its age', async () => {
  const context = await BrokerContext.start({
    topicDefaults: { segmentBytes: 200, retentionMs: 1000, retentionBytes: 0 },
  });
  for (let topic = 0; topic < 10; topic++) await createTopic(context.connect(), `topic-${topic}`);
  await context.advance(30 * DAY_MS);
  await context.restart();
  assert.equal((await fetchFrom(context.connect(), 'topic-9', 0)).errorCode, ErrorCode.NONE);
});

test('after a crash only what came behind the last checkpoint is looked at', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const large = batchOf(['x'.repeat(600_000)]);
  for (let times = 0; times < 2; times++) {
    await produceBatch(context.connect(), 'orders', Buffer.from(large));
  }
  await context.advance(60_000);
  const checkpoint = await context.disk.readWhole('/data/recovery-point-offset-checkpoint');
  assert.match(String(checkpoint), /^orders 0 2$/m);
});

test('a broker whose disk fails is told to end, once', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  context.disk.failLater({ operation: 'datasync' });
  for (const value of ['a', 'b']) {
    const { errorCode } = await produceBatch(context.connect(), 'orders', batchOf([value]));
    assert.equal(errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  }
  const codes = context.fatalErrors.map(({ code }: KafkaError) => code);
  assert.deepEqual(codes, ['KAFKA_STORAGE_ERROR']);
});
