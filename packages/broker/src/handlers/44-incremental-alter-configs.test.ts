import assert from 'node:assert/strict';
import { test } from 'node:test';

import { attributesAt, CompressionType, ErrorCode, loadCompression } from '@odradek/protocol';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';

import { BrokerContext } from '../testing/broker-context.ts';
import { DELETE_TOPICS, INCREMENTAL_ALTER_CONFIGS } from '../testing/client-apis.ts';
import { createTopic, fetchFrom, produceBatch, tryCreateTopic } from '../testing/operations.ts';
import { batchOf, valuesIn } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const TOPIC = 2;
const BROKER = 4;

/** Sets configs of a resource; `null` deletes one. Answers the error code. */
async function alter(
  client: VirtualClient,
  resourceType: number,
  resourceName: string,
  configs: Record<string, string | null>,
  version = 1,
): Promise<number | undefined> {
  const changes = Object.entries(configs).map(([name, value]) => ({
    name,
    configOperation: value === null ? 1 : 0,
    value,
  }));
  const resources = [{ resourceType, resourceName, configs: changes }];
  const request = { resources, validateOnly: false };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, version, request);
  assert.equal(responses.length, 1);
  assert.deepEqual(
    [responses[0]?.resourceType, responses[0]?.resourceName],
    [resourceType, resourceName],
  );
  return responses[0]?.errorCode;
}

async function produceCode(client: VirtualClient, batch: Buffer): Promise<number> {
  return (await produceBatch(client, 'orders', batch)).errorCode;
}

async function deleteTopic(client: VirtualClient, name: string): Promise<void> {
  const request = { ...defaultDeleteTopicsRequest, topicNames: [name] };
  const { responses } = await client.request(DELETE_TOPICS, 5, request);
  assert.equal(responses[0]?.errorCode, NONE);
}

const { NONE, MESSAGE_TOO_LARGE, INVALID_TIMESTAMP, INVALID_RECORD } = ErrorCode;
const LARGE = 'x'.repeat(2_000);

for (const version of [0, 1]) {
  test(`version ${version}: what is set on a topic holds for the next record, and over a restart`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders');
    assert.equal(await produceCode(client, batchOf([LARGE])), NONE);
    assert.equal(
      await alter(client, TOPIC, 'orders', { 'max.message.bytes': '1000' }, version),
      NONE,
    );
    assert.equal(await produceCode(client, batchOf([LARGE])), MESSAGE_TOO_LARGE);
    assert.equal(await produceCode(client, batchOf(['a'])), NONE);
    await context.crash();
    const again = context.connect();
    assert.equal(await produceCode(again, batchOf([LARGE])), MESSAGE_TOO_LARGE);
    assert.equal(await alter(again, TOPIC, 'orders', { 'max.message.bytes': null }, version), NONE);
    assert.equal(await produceCode(again, batchOf([LARGE])), NONE);
  });
}

test('what is set on a broker beats what is set on all, and a topic beats both', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  await alter(client, BROKER, '', { 'message.max.bytes': '1000' });
  assert.equal(await produceCode(client, batchOf([LARGE])), MESSAGE_TOO_LARGE);
  await alter(client, BROKER, '1', { 'message.max.bytes': '5000' });
  assert.equal(await produceCode(client, batchOf([LARGE])), NONE);
  await alter(client, TOPIC, 'orders', { 'max.message.bytes': '500' });
  assert.equal(await produceCode(client, batchOf([LARGE])), MESSAGE_TOO_LARGE);
  await context.restart();
  const again = context.connect();
  assert.equal(await produceCode(again, batchOf([LARGE])), MESSAGE_TOO_LARGE);
  await alter(again, TOPIC, 'orders', { 'max.message.bytes': null });
  assert.equal(await produceCode(again, batchOf([LARGE])), NONE);
  await alter(again, BROKER, '1', { 'message.max.bytes': null });
  assert.equal(await produceCode(again, batchOf([LARGE])), MESSAGE_TOO_LARGE);
  await alter(again, BROKER, '', { 'message.max.bytes': null });
  assert.equal(await produceCode(again, batchOf([LARGE])), NONE);
});

test('a change of one topic leaves the others as they are', async () => {
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders');
  await createTopic(client, 'payments');
  await alter(client, TOPIC, 'payments', { 'max.message.bytes': '100' });
  assert.equal(await produceCode(client, batchOf([LARGE])), NONE);
});

test('a topic that is created with configs has them from its first record on', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  const configs = [
    { name: 'message.timestamp.type', value: 'LogAppendTime' },
    { name: 'cleanup.policy', value: 'compact' },
  ];
  const created = await tryCreateTopic(client, { name: 'orders', configs });
  assert.equal(created.errorCode, NONE);
  assert.equal(created.configs?.length, 35);
  assert.equal(await produceCode(client, batchOf(['without a key'])), INVALID_RECORD);
  await alter(client, TOPIC, 'orders', { 'cleanup.policy': 'delete' });
  const { logAppendTimeMs } = await produceBatch(client, 'orders', batchOf(['a']));
  assert.equal(logAppendTimeMs, context.clock.now());
  await alter(client, TOPIC, 'orders', { 'message.timestamp.type': null });
  assert.equal((await produceBatch(client, 'orders', batchOf(['a']))).logAppendTimeMs, -1);
});

test('timestamps are checked by what the topic allows', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  const old = (): Buffer => batchOf(['a'], context.clock.now() - 10_000);
  assert.equal(await produceCode(client, old()), NONE);
  await alter(client, TOPIC, 'orders', { 'message.timestamp.before.max.ms': '5000' });
  assert.equal(await produceCode(client, old()), INVALID_TIMESTAMP);
  const ahead = (): Buffer => batchOf(['a'], context.clock.now() + 10_000);
  assert.equal(await produceCode(client, ahead()), NONE);
  await alter(client, TOPIC, 'orders', { 'message.timestamp.after.max.ms': '5000' });
  assert.equal(await produceCode(client, ahead()), INVALID_TIMESTAMP);
});

test('segments roll by what the topic has now', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  const batch = (): Buffer => batchOf(['x'.repeat(700_000)]);
  const segments = async (): Promise<number> =>
    (await context.disk.list('/data/orders-0')).filter(({ name }) => name.endsWith('.log')).length;
  for (let produced = 0; produced < 3; produced++) await produceCode(client, batch());
  assert.equal(await segments(), 1);
  await alter(client, TOPIC, 'orders', { 'segment.bytes': '1048576' });
  for (let produced = 0; produced < 2; produced++) await produceCode(client, batch());
  assert.equal(await segments(), 3);
  assert.equal((await fetchFrom(client, 'orders', 4)).errorCode, NONE);
});

test('a topic that is created again does not have the configs of the one before', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  const configs = [{ name: 'max.message.bytes', value: '100' }];
  assert.equal((await tryCreateTopic(client, { name: 'orders', configs })).errorCode, NONE);
  assert.equal(await produceCode(client, batchOf([LARGE])), MESSAGE_TOO_LARGE);
  await deleteTopic(client, 'orders');
  await createTopic(client, 'orders');
  assert.equal(await produceCode(client, batchOf([LARGE])), NONE);
});

test('a change that is refused changes nothing', async () => {
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders');
  const code = await alter(client, TOPIC, 'orders', {
    'max.message.bytes': '100',
    'segment.ms': '0',
  });
  assert.equal(code, ErrorCode.INVALID_CONFIG);
  assert.equal(await produceCode(client, batchOf([LARGE])), NONE);
  assert.equal(await alter(client, TOPIC, 'nope', {}), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
});

test('batches are stored in the codec of the topic, from the next one on', async () => {
  await loadCompression();
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders');
  const codecOfLast = async (): Promise<number> => {
    const offset = (await produceBatch(client, 'orders', batchOf(['a', 'b']))).baseOffset;
    const { records } = await fetchFrom(client, 'orders', offset);
    assert.deepEqual(valuesIn(records), [`${offset}:a`, `${offset + 1}:b`]);
    return attributesAt(records ?? Buffer.alloc(0), 0) & 0x07;
  };
  assert.equal(await codecOfLast(), CompressionType.NONE);
  for (const [type, expected] of [
    ['gzip', CompressionType.GZIP],
    ['zstd', CompressionType.ZSTD],
    ['lz4', CompressionType.LZ4],
    ['snappy', CompressionType.SNAPPY],
    ['uncompressed', CompressionType.NONE],
    ['producer', CompressionType.NONE],
  ] as const) {
    await alter(client, TOPIC, 'orders', { 'compression.type': type });
    assert.equal(await codecOfLast(), expected, type);
  }
});
