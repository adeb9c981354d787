import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BrokerConfigValues, ConfigResourceType, ConfigurationsImage } from '@odradek/cluster';

import { brokerConfigOf } from './broker-config.ts';
import { DynamicGroupConfigs } from './dynamic-group-configs.ts';

const { BROKER, GROUP } = ConfigResourceType;

function configsOf(given: Record<string, string>, image = new ConfigurationsImage()) {
  const config = brokerConfigOf(new BrokerConfigValues(new Map(Object.entries(given))));
  const configs = new DynamicGroupConfigs(config, image);
  configs.load();
  const set = (resourceType: number, resourceName: string, name: string, value: string | null) => {
    image.replayConfig({ resourceType, resourceName, name, value });
    configs.apply([{ resourceType, resourceName }]);
  };
  return { configs, set };
}

test('a group has what was set on it, else what its broker has now', () => {
  const { configs, set } = configsOf({ 'group.consumer.heartbeat.interval.ms': '6000' });
  const plain = { sessionTimeoutMs: 45_000, heartbeatIntervalMs: 6000, assignmentIntervalMs: 1000 };
  assert.deepEqual(configs.of('readers'), plain);
  set(GROUP, 'readers', 'consumer.session.timeout.ms', '50000');
  assert.deepEqual(configs.of('readers'), { ...plain, sessionTimeoutMs: 50_000 });
  assert.deepEqual(configs.of('others'), plain);
  set(BROKER, '', 'group.consumer.assignment.interval.ms', '2000');
  assert.equal(configs.of('readers').assignmentIntervalMs, 2000);
  assert.equal(configs.of('others').assignmentIntervalMs, 2000);
  set(GROUP, 'readers', 'consumer.assignment.interval.ms', '0');
  assert.equal(configs.of('readers').assignmentIntervalMs, 0);
  set(GROUP, 'readers', 'consumer.assignment.interval.ms', null);
  set(GROUP, 'readers', 'consumer.session.timeout.ms', null);
  set(BROKER, '', 'group.consumer.assignment.interval.ms', null);
  assert.deepEqual(configs.of('readers'), plain);
});

test('what was set under other bounds is held to those that the broker has now', () => {
  const image = new ConfigurationsImage();
  const before = configsOf({}, image);
  before.set(GROUP, 'readers', 'consumer.session.timeout.ms', '60000');
  before.set(GROUP, 'readers', 'consumer.heartbeat.interval.ms', '5000');
  before.set(BROKER, '1', 'group.consumer.assignment.interval.ms', '9000');
  const { configs } = configsOf(
    {
      'group.consumer.max.session.timeout.ms': '50000',
      'group.consumer.min.heartbeat.interval.ms': '7000',
      'group.consumer.heartbeat.interval.ms': '7000',
      'group.consumer.max.assignment.interval.ms': '3000',
    },
    image,
  );
  assert.deepEqual(configs.of('readers'), {
    sessionTimeoutMs: 50_000,
    heartbeatIntervalMs: 7000,
    assignmentIntervalMs: 3000,
  });
  assert.equal(configs.of('others').assignmentIntervalMs, 3000);
});
