import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BrokerConfigValues, ConfigResourceType } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import type {
  DescribeConfigsResourceResult,
  DescribeConfigsResult,
} from '@odradek/protocol/messages/32-describe-configs';

import { brokerConfigOf } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_CONFIGS, INCREMENTAL_ALTER_CONFIGS } from '../testing/client-apis.ts';
import { tryCreateTopic } from '../testing/operations.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const { TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP } = ConfigResourceType;

type Resource = readonly [type: number, name: string, keys?: readonly string[] | null];

async function describe(
  client: VirtualClient,
  resources: readonly Resource[],
  version = 4,
): Promise<readonly DescribeConfigsResult[]> {
  const request = {
    resources: resources.map(([resourceType, resourceName, keys = null]) => ({
      resourceType,
      resourceName,
      configurationKeys: keys,
    })),
    includeSynonyms: true,
    includeDocumentation: true,
  };
  return (await client.request(DESCRIBE_CONFIGS, version, request)).results;
}

async function describeOne(client: VirtualClient, ...resource: Resource) {
  const [result] = await describe(client, [resource]);
  assert.ok(result);
  assert.equal(result.errorCode, ErrorCode.NONE, result.errorMessage ?? '');
  return new Map(result.configs.map((config) => [config.name, config]));
}

/** Sets configs of a broker, or with an empty name of all. */
function set(client: VirtualClient, broker: string, configs: Record<string, string>) {
  return setOn(client, BROKER, broker, configs);
}

async function setOn(
  client: VirtualClient,
  resourceType: number,
  resourceName: string,
  configs: Record<string, string>,
) {
  const changes = Object.entries(configs).map(([name, value]) => ({
    name,
    configOperation: 0,
    value,
  }));
  const resources = [{ resourceType, resourceName, configs: changes }];
  const request = { resources, validateOnly: false };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE, responses[0]?.errorMessage ?? '');
}

function startWith(given: Record<string, string>): Promise<BrokerContext> {
  const config = brokerConfigOf(new BrokerConfigValues(new Map(Object.entries(given))));
  return BrokerContext.start({ config });
}

/** `name=value@source` of each place that gives a value. */
function synonyms(config: DescribeConfigsResourceResult | undefined): readonly string[] {
  return (config?.synonyms ?? []).map(({ name, value, source }) => `${name}=${value}@${source}`);
}

function shown(config: DescribeConfigsResourceResult | undefined): string {
  return `${config?.value}@${config?.configSource}`;
}

test('every config of a topic is listed: its own, of the brokers, the defaults', async () => {
  const context = await startWith({ 'log.segment.bytes': '2000000', 'log.retention.hours': '1' });
  const client = context.connect();
  const configs = [
    { name: 'retention.bytes', value: ' 5 ' },
    { name: 'cleanup.policy', value: 'compact ,delete' },
  ];
  await tryCreateTopic(client, { name: 'orders', configs });
  await set(client, '', { 'message.max.bytes': '7', 'log.roll.ms': '8' });
  await set(client, '1', { 'message.max.bytes': '9' });
  const described = await describeOne(client, TOPIC, 'orders');
  assert.equal(described.size, 35);
  assert.deepEqual(described.get('retention.bytes'), {
    name: 'retention.bytes',
    value: '5',
    readOnly: false,
    configSource: 1,
    isSensitive: false,
    synonyms: [
      { name: 'retention.bytes', value: '5', source: 1 },
      { name: 'log.retention.bytes', value: '-1', source: 5 },
    ],
    configType: 5,
    documentation: 'How many bytes of a partition are kept; -1 for all.',
  });
  assert.equal(shown(described.get('cleanup.policy')), 'compact,delete@1');
  const segmentBytes = described.get('segment.bytes');
  assert.equal(shown(segmentBytes), '2000000@4');
  assert.deepEqual(synonyms(segmentBytes), [
    'log.segment.bytes=2000000@4',
    'log.segment.bytes=1073741824@5',
  ]);
  assert.equal(segmentBytes?.documentation?.startsWith('How large a segment grows'), true);
  assert.equal(shown(described.get('max.message.bytes')), '9@2');
  assert.deepEqual(synonyms(described.get('max.message.bytes')), [
    'message.max.bytes=9@2',
    'message.max.bytes=7@3',
    'message.max.bytes=1048588@5',
  ]);
  assert.deepEqual(synonyms(described.get('segment.ms')), [
    'log.roll.ms=8@3',
    'log.roll.hours=168@5',
  ]);
  // As Kafka: the value is that of the hours, which do not count as a source of the milliseconds.
  assert.equal(shown(described.get('retention.ms')), '3600000@5');
  assert.deepEqual(synonyms(described.get('retention.ms')), []);
});

test('every config of a broker is listed, with what may change and what is a secret', async () => {
  const context = await startWith({
    'num.partitions': ' 4 ',
    'log.retention.hours': '1',
    'my.plugin.secret': 'hush',
    'ssl.key.password': 'hush',
  });
  const client = context.connect();
  await set(client, '1', { 'log.retention.ms': '5' });
  const described = await describeOne(client, BROKER, '1');
  const numPartitions = described.get('num.partitions');
  assert.equal(shown(numPartitions), '4@4');
  assert.equal(numPartitions?.readOnly, true);
  assert.equal(numPartitions?.configType, 3);
  const retention = described.get('log.retention.ms');
  assert.equal(shown(retention), '5@2');
  assert.equal(retention?.readOnly, false);
  const expected = ['log.retention.ms=5@2', 'log.retention.hours=1@4', 'log.retention.hours=168@5'];
  assert.deepEqual(synonyms(retention), expected);
  assert.equal(described.get('ssl.key.password')?.isSensitive, true);
  assert.equal(described.get('my.plugin.secret')?.configType, 0);
  assert.equal(JSON.stringify([...described.values()]).includes('hush'), false);
  assert.equal(described.has('controller.performance.sample.period.ms'), false);
  assert.equal(described.has('leader.replication.throttled.rate'), false);
});

test('every config of a group is listed: its own, of the brokers, the defaults', async () => {
  const context = await startWith({ 'group.consumer.heartbeat.interval.ms': '6000' });
  const client = context.connect();
  await setOn(client, GROUP, 'readers', {
    'consumer.session.timeout.ms': ' 50000 ',
    'share.isolation.level': 'read_committed',
  });
  await set(client, '', { 'group.consumer.assignment.interval.ms': '2000' });
  await set(client, '1', { 'group.consumer.assignment.interval.ms': '3000' });
  const described = await describeOne(client, GROUP, 'readers');
  assert.equal(described.size, 17);
  assert.deepEqual(described.get('consumer.session.timeout.ms'), {
    name: 'consumer.session.timeout.ms',
    value: '50000',
    readOnly: false,
    configSource: 8,
    isSensitive: false,
    synonyms: [
      { name: 'consumer.session.timeout.ms', value: '50000', source: 8 },
      { name: 'group.consumer.session.timeout.ms', value: '45000', source: 5 },
    ],
    configType: 3,
    documentation: 'How long a member of the consumer group may be silent before it is taken out.',
  });
  assert.deepEqual(synonyms(described.get('consumer.heartbeat.interval.ms')), [
    'group.consumer.heartbeat.interval.ms=6000@4',
    'group.consumer.heartbeat.interval.ms=5000@5',
  ]);
  assert.equal(shown(described.get('consumer.assignment.interval.ms')), '3000@2');
  assert.deepEqual(synonyms(described.get('consumer.assignment.interval.ms')), [
    'group.consumer.assignment.interval.ms=3000@2',
    'group.consumer.assignment.interval.ms=2000@3',
    'group.consumer.assignment.interval.ms=1000@5',
  ]);
  assert.deepEqual(synonyms(described.get('share.isolation.level')), [
    'share.isolation.level=read_committed@8',
    'share.isolation.level=read_uncommitted@5',
  ]);
  const other = await describeOne(client, GROUP, 'nobody', ['consumer.session.timeout.ms', 'zz']);
  assert.deepEqual([...other.keys()], ['consumer.session.timeout.ms']);
  assert.equal(shown(other.get('consumer.session.timeout.ms')), '45000@5');
});

test('of all brokers only what was set on all is listed', async () => {
  const client = (await BrokerContext.start()).connect();
  assert.deepEqual([...(await describeOne(client, BROKER, '')).keys()], ['min.insync.replicas']);
  await set(client, '', { 'log.roll.ms': '5', 'my.plugin': 'x' });
  await set(client, '1', { 'log.roll.ms': '6' });
  const described = await describeOne(client, BROKER, '');
  assert.deepEqual([...described.keys()].sort(), [
    'log.roll.ms',
    'min.insync.replicas',
    'my.plugin',
  ]);
  assert.deepEqual(synonyms(described.get('log.roll.ms')), ['log.roll.ms=5@3']);
  assert.equal(described.get('my.plugin')?.isSensitive, true);
});

test('keys select what is listed; no keys are all', async () => {
  const client = (await BrokerContext.start()).connect();
  await tryCreateTopic(client, { name: 'orders' });
  const names = async (keys: readonly string[]) => [
    ...(await describeOne(client, TOPIC, 'orders', keys)).keys(),
  ];
  assert.deepEqual(await names(['retention.ms', 'nokey', 'retention.ms']), ['retention.ms']);
  assert.equal((await names([])).length, 35);
});

for (let version = 1; version <= 4; version++) {
  test(`version ${version} has what it can carry`, async () => {
    const client = (await BrokerContext.start()).connect();
    const [result] = await describe(client, [[BROKER, '1', ['message.max.bytes']]], version);
    const [config] = result?.configs ?? [];
    assert.equal(config?.value, '1048588');
    assert.equal(config?.synonyms.length, 1);
    assert.equal(config?.configType, version >= 3 ? 3 : 0);
    assert.equal((config?.documentation ?? '') !== '', version >= 3);
  });
}

for (const [resource, errorCode, message] of [
  [[TOPIC, 'nope'], ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ''],
  [
    [TOPIC, ''],
    ErrorCode.INVALID_TOPIC_EXCEPTION,
    'Topic name is invalid: the empty string is not ',
  ],
  [
    [BROKER, '7'],
    ErrorCode.INVALID_REQUEST,
    'Unexpected broker id, expected 1 or empty string, but received 7',
  ],
  [[BROKER, 'x'], ErrorCode.INVALID_REQUEST, 'Broker id must be an integer, but it is: x'],
  [[BROKER_LOGGER, ''], ErrorCode.INVALID_REQUEST, 'Broker id must not be empty'],
  [
    [BROKER_LOGGER, '7'],
    ErrorCode.INVALID_REQUEST,
    'Unexpected broker id, expected 1 but received 7',
  ],
  [[CLIENT_METRICS, 'm'], ErrorCode.UNSUPPORTED_VERSION, 'Only topics, brokers'],
  [[GROUP, ''], ErrorCode.INVALID_REQUEST, 'Group name must not be empty'],
  [[99, 'x'], ErrorCode.INVALID_REQUEST, 'The request has a resource of an unknown type.'],
] as const) {
  test(`resource ${resource.join(' ')} cannot be described: error ${errorCode}`, async () => {
    const client = (await BrokerContext.start()).connect();
    const [result] = await describe(client, [resource]);
    assert.equal(result?.errorCode, errorCode);
    assert.equal(result?.errorMessage?.slice(0, message.length), message);
    assert.deepEqual(result?.configs, []);
    assert.deepEqual([result?.resourceType, result?.resourceName], resource);
  });
}

test('a resource that is repeated is described once', async () => {
  const client = (await BrokerContext.start()).connect();
  const results = await describe(client, [
    [BROKER, '1'],
    [BROKER, '1'],
    [BROKER_LOGGER, '1'],
  ]);
  assert.deepEqual(
    results.map(({ resourceType, errorCode }) => [resourceType, errorCode]),
    [
      [BROKER, ErrorCode.NONE],
      [BROKER_LOGGER, ErrorCode.NONE],
    ],
  );
});
