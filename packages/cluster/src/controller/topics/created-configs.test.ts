import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultCreatableTopic } from '@odradek/protocol/messages/19-create-topics';

import { ConfigResourceType } from '../../config/config-resource.ts';
import { ConfigurationsImage } from '../../image/configurations-image.ts';
import {
  createdConfigRecords,
  describeCreatedConfigs,
  refuseCreatedConfigs,
} from './created-configs.ts';

const { BROKER } = ConfigResourceType;

function topic(configs: readonly (readonly [name: string, value: string | null])[]) {
  return {
    ...defaultCreatableTopic,
    name: 'orders',
    configs: configs.map(([name, value]) => ({ name, value })),
  };
}

function sources(
  staticConfigs: Record<string, string> = {},
  dynamic: readonly (readonly [resourceName: string, name: string, value: string])[] = [],
) {
  const configs = new ConfigurationsImage();
  for (const [resourceName, name, value] of dynamic) {
    configs.replayConfig({ resourceType: BROKER, resourceName, name, value });
  }
  return { nodeId: 1, staticConfigs: new Map(Object.entries(staticConfigs)), configs };
}

test('the configs of a new topic are records; of a name that stands there twice the last counts', () => {
  const records = createdConfigRecords(
    topic([
      ['retention.ms', '1'],
      ['retention.ms', ' 2 '],
    ]),
  );
  assert.deepEqual(records, [
    {
      type: 'ConfigRecord',
      record: { resourceType: 2, resourceName: 'orders', name: 'retention.ms', value: ' 2 ' },
    },
  ]);
});

test('the answer lists every config by name, with where its value comes from', () => {
  const described = describeCreatedConfigs(
    topic([['retention.ms', ' 2 ']]),
    sources({ 'log.roll.hours': '2', 'message.max.bytes': '5', 'log.retention.ms': '9' }, [
      ['', 'message.max.bytes', '6'],
      ['', 'log.index.interval.bytes', '8'],
      ['1', 'message.max.bytes', '7'],
      ['2', 'log.segment.bytes', '9'],
    ]),
  );
  assert.equal(described.length, 35);
  const names = described.map(({ name }) => name);
  assert.deepEqual(names, [...names].sort());
  const found = new Map(
    described.map(({ name, value, configSource }) => [name, [value, configSource]]),
  );
  assert.deepEqual(found.get('retention.ms'), [' 2 ', 1]);
  assert.deepEqual(found.get('max.message.bytes'), ['7', 2]);
  assert.deepEqual(found.get('index.interval.bytes'), ['8', 3]);
  assert.deepEqual(found.get('segment.ms'), ['7200000', 4]);
  assert.deepEqual(found.get('segment.bytes'), ['1073741824', 5]);
  assert.deepEqual(found.get('flush.ms'), ['9223372036854775807', 5]);
});

test('an internal config is listed only if it was given', () => {
  const described = describeCreatedConfigs(topic([['internal.segment.bytes', '1000']]), sources());
  assert.equal(described.length, 36);
});

for (const [configs, expected] of [
  [[['retention.ms', null]], 'Null value not supported for topic configs: retention.ms'],
  [[['nokey', '1']], 'Unknown topic config name: nokey'],
  [
    [['compression.type', 'GZIP']],
    'Invalid value GZIP for configuration compression.type: String must be one of: ' +
      'uncompressed, zstd, lz4, snappy, gzip, producer',
  ],
] as const) {
  test(`a topic is not created with ${JSON.stringify(configs)}`, () => {
    assert.deepEqual(refuseCreatedConfigs(topic(configs), sources()), {
      errorCode: 40,
      errorMessage: expected,
    });
  });
}
