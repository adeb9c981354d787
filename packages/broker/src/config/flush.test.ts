import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultIncrementalAlterConfigsRequest } from '@odradek/protocol/messages/44-incremental-alter-configs';

import { BrokerContext } from '../testing/broker-context.ts';
import { INCREMENTAL_ALTER_CONFIGS, PRODUCE } from '../testing/client-apis.ts';
import { produceBatch, produceValues, tryCreateTopic } from '../testing/operations.ts';
import { batchOf, produceRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const TOPIC = 2;
const BROKER = 4;
const WARNING = /acknowledged before they are on the disk.*Set odradek\.flush=journal/;

async function createWith(
  client: VirtualClient,
  name: string,
  configs: Readonly<Record<string, string>>,
): Promise<number> {
  const listed = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
  return (await tryCreateTopic(client, { name, configs: listed })).errorCode;
}

async function set(client: VirtualClient, type: number, resource: string, value: string) {
  const request = {
    ...defaultIncrementalAlterConfigsRequest,
    resources: [
      {
        resourceType: type,
        resourceName: resource,
        configs: [{ name: 'odradek.flush', configOperation: 0, value }],
      },
    ],
  };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  return responses[0]?.errorCode;
}

test('odradek.flush=os does not wait for the disk, journal does', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createWith(client, 'fast', { 'odradek.flush': 'os' });
  await createWith(client, 'safe', {});
  for (const topic of ['fast', 'safe']) await produceValues(client, topic, ['a']);
  context.holdSyncs();
  assert.equal(await produceValues(client, 'fast', ['b']), 1);
  const sent = client.send(PRODUCE, 12, produceRequest({ topic: 'safe' }, batchOf(['b'])));
  await context.settle();
  assert.equal(context.appended('safe'), 2);
  assert.equal(client.hasResponse(sent), false);
  context.releaseSyncs();
  const { responses } = await client.response(sent);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
});

test('with flush.messages a sync comes before the last of as many records is acknowledged', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createWith(client, 'orders', { 'odradek.flush': 'os', 'flush.messages': '3' });
  await produceValues(client, 'orders', ['a', 'b']);
  context.disk.failLater({ operation: 'datasync' });
  const { errorCode } = await produceBatch(client, 'orders', batchOf(['c']));
  assert.equal(errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
});

test('with flush.ms a sync comes after that time, looked for every second', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createWith(client, 'orders', { 'odradek.flush': 'os', 'flush.ms': '2500' });
  // Until the journal has synced the segment of the metadata.
  await context.advance(5_000);
  await produceValues(client, 'orders', ['a']);
  // The journal makes the metadata durable in its segment first.
  await context.advance(1_000);
  context.disk.failLater({ operation: 'datasync' });
  for (const [ms, expected] of [
    [1_000, 1],
    [1_000, 0],
  ] as const) {
    await context.advance(ms);
    assert.equal(context.disk.faultsToCome, expected);
  }
  assert.equal(context.fatalErrors.length, 1);
});

test('log.flush.scheduler.interval.ms is how often flush.ms is looked at', async () => {
  const context = await BrokerContext.start({
    config: { logFlushSchedulerIntervalMs: 100 },
    topicDefaults: { flush: 'os', flushMs: 200 },
  });
  await createWith(context.connect(), 'orders', {});
  await produceValues(context.connect(), 'orders', ['a']);
  context.disk.failLater({ operation: 'datasync' });
  await context.advance(100);
  assert.equal(context.disk.faultsToCome, 1);
  await context.advance(100);
  assert.equal(context.disk.faultsToCome, 0);
});

test('a value that odradek.flush has not is refused', async () => {
  const client = (await BrokerContext.start()).connect();
  assert.equal(
    await createWith(client, 'orders', { 'odradek.flush': 'never' }),
    ErrorCode.INVALID_CONFIG,
  );
  await createWith(client, 'orders', {});
  assert.equal(await set(client, TOPIC, 'orders', 'never'), ErrorCode.INVALID_CONFIG);
  assert.equal(await set(client, BROKER, '', 'never'), ErrorCode.INVALID_REQUEST);
});

test('the operator is warned of topics with odradek.flush=os, once, and again after a start', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createWith(client, 'safe', { 'odradek.flush': 'journal' });
  assert.deepEqual(context.reports, []);
  await createWith(client, 'fast', { 'odradek.flush': 'os' });
  await createWith(client, 'later', {});
  assert.equal(await set(client, TOPIC, 'later', 'os'), ErrorCode.NONE);
  assert.equal(await set(client, TOPIC, 'later', 'os'), ErrorCode.NONE);
  assert.equal(context.reports.length, 2);
  assert.match(context.reports[0] ?? '', /^odradek\.flush is os for topic fast: records are/);
  assert.match(context.reports[1] ?? '', /^odradek\.flush is os for topic later: records are/);
  await context.restart();
  assert.equal(context.reports.length, 3);
  assert.match(context.reports[2] ?? '', /for the topics fast, later: /);
  assert.match(context.reports[2] ?? '', WARNING);
});

test('the operator is warned when it is the default of topics, and the metadata stays durable', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  assert.equal(await set(client, BROKER, '', 'os'), ErrorCode.NONE);
  assert.equal(context.reports.length, 1);
  assert.match(context.reports[0] ?? '', /^odradek\.flush is os for all topics that have none/);
  assert.match(context.reports[0] ?? '', WARNING);
  assert.equal(await set(client, BROKER, '', 'journal'), ErrorCode.NONE);
  assert.equal(await set(client, BROKER, '', 'os'), ErrorCode.NONE);
  assert.equal(context.reports.length, 2);
  context.disk.failLater({ operation: 'datasync' });
  assert.notEqual(await createWith(client, 'orders', {}), ErrorCode.NONE);
  assert.equal(context.disk.faultsToCome, 0);
});
