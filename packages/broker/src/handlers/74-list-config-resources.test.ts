import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConfigResourceType } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { INCREMENTAL_ALTER_CONFIGS, LIST_CONFIG_RESOURCES } from '../testing/client-apis.ts';
import { createTopic } from '../testing/operations.ts';

const { TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP } = ConfigResourceType;

async function clientOfBrokerWithConfigs() {
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders');
  const config = { name: 'consumer.session.timeout.ms', configOperation: 0, value: '50000' };
  const resources = [{ resourceType: GROUP, resourceName: 'readers', configs: [config] }];
  await client.request(INCREMENTAL_ALTER_CONFIGS, 1, { resources, validateOnly: false });
  return async (resourceTypes: readonly number[], version = 1) => {
    const response = await client.request(LIST_CONFIG_RESOURCES, version, { resourceTypes });
    const { errorCode, configResources } = response;
    if (errorCode !== ErrorCode.NONE) return errorCode;
    return configResources.map(({ resourceType, resourceName }) => [resourceType, resourceName]);
  };
}

test('groups with configs are listed, and every broker and topic', async () => {
  const listOf = await clientOfBrokerWithConfigs();
  const all = [
    [GROUP, 'readers'],
    [BROKER_LOGGER, '1'],
    [BROKER, '1'],
    [TOPIC, 'orders'],
  ];
  assert.deepEqual(await listOf([]), all);
  assert.deepEqual(await listOf([TOPIC, GROUP, TOPIC]), [all[0], all[3]]);
  assert.deepEqual(await listOf([CLIENT_METRICS]), []);
});

test('version 0 knows client metrics alone', async () => {
  const listOf = await clientOfBrokerWithConfigs();
  assert.deepEqual(await listOf([], 0), []);
});

test('a type that there is not is refused, with whatever else is asked for', async () => {
  const listOf = await clientOfBrokerWithConfigs();
  assert.equal(await listOf([GROUP, 99]), ErrorCode.UNSUPPORTED_VERSION);
});
