import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeConfigsRequest } from '@odradek/protocol/messages/32-describe-configs';
import {
  type AlterConfigsRequest,
  defaultAlterConfigsRequest,
} from '@odradek/protocol/messages/33-alter-configs';

import { BrokerContext } from '../testing/broker-context.ts';
import { ALTER_CONFIGS, DESCRIBE_CONFIGS } from '../testing/client-apis.ts';
import { createTopic } from '../testing/operations.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const TOPIC = 2;
const TOPIC_CONFIG = 1;

const ofOrders = (configs: Readonly<Record<string, string | null>>): AlterConfigsRequest => ({
  ...defaultAlterConfigsRequest,
  resources: [
    {
      resourceType: TOPIC,
      resourceName: 'orders',
      configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
    },
  ],
});

/** What is set on the topic `orders`. */
async function setOnOrders(client: VirtualClient) {
  const resources = [{ resourceType: TOPIC, resourceName: 'orders', configurationKeys: null }];
  const request = { ...defaultDescribeConfigsRequest, resources };
  const { results } = await client.request(DESCRIBE_CONFIGS, 4, request);
  const set = (results[0]?.configs ?? []).filter(
    ({ configSource }) => configSource === TOPIC_CONFIG,
  );
  return Object.fromEntries(set.map(({ name, value }) => [name, value]));
}

for (let version = 0; version <= 2; version++) {
  test(`AlterConfigs version ${version} replaces what is set on a topic`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders');
    for (const configs of [
      { 'retention.ms': '1000', 'segment.bytes': '2000000' },
      { 'retention.ms': '5', 'cleanup.policy': 'compact' },
      {},
    ]) {
      const { responses } = await client.request(ALTER_CONFIGS, version, ofOrders(configs));
      const orders = { resourceType: TOPIC, resourceName: 'orders' };
      assert.deepEqual(responses, [{ errorCode: ErrorCode.NONE, errorMessage: null, ...orders }]);
      assert.deepEqual(await setOnOrders(client), configs);
      await context.settle();
    }
  });
}

test('a value that is refused leaves everything as it was', async () => {
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders');
  await client.request(ALTER_CONFIGS, 2, ofOrders({ 'retention.ms': '1000' }));
  for (const [configs, expected] of [
    [{ 'retention.ms': 'x' }, ErrorCode.INVALID_CONFIG],
    [{ 'no.such': '1' }, ErrorCode.INVALID_CONFIG],
    [{ 'retention.ms': null }, ErrorCode.INVALID_REQUEST],
  ] as const) {
    const { responses } = await client.request(ALTER_CONFIGS, 2, ofOrders(configs));
    assert.equal(responses[0]?.errorCode, expected);
  }
  const validated = { ...ofOrders({ 'retention.ms': '7' }), validateOnly: true };
  const { responses } = await client.request(ALTER_CONFIGS, 2, validated);
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE);
  assert.deepEqual(await setOnOrders(client), { 'retention.ms': '1000' });
});
