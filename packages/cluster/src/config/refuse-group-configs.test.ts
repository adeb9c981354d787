import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkBrokerConfigs } from './check-broker-configs.ts';

function startErrors(configs: Readonly<Record<string, string>>): readonly string[] {
  return checkBrokerConfigs(new Map(Object.entries(configs))).errors;
}

for (const [configs, expected] of [
  [
    { 'group.consumer.heartbeat.interval.ms': '3000' },
    'group.consumer.heartbeat.interval.ms must be greater than or equal to ' +
      'group.consumer.min.heartbeat.interval.ms: it is 3000, and that 5000.',
  ],
  [
    { 'group.consumer.session.timeout.ms': '60001' },
    'group.consumer.session.timeout.ms must be less than or equal to ' +
      'group.consumer.max.session.timeout.ms: it is 60001, and that 60000.',
  ],
  [
    { 'group.consumer.min.assignment.interval.ms': '2000' },
    'group.consumer.assignment.interval.ms must be greater than or equal to ' +
      'group.consumer.min.assignment.interval.ms: it is 1000, and that 2000.',
  ],
  [
    {
      'group.consumer.max.heartbeat.interval.ms': '45000',
      'group.consumer.heartbeat.interval.ms': '45000',
    },
    'group.consumer.heartbeat.interval.ms must be less than ' +
      'group.consumer.session.timeout.ms: it is 45000, and that 45000.',
  ],
  [
    { 'group.coordinator.rebalance.protocols': 'consumer' },
    "group.coordinator.rebalance.protocols is consumer: Disabling the 'classic' protocol is not " +
      'supported. Add classic.',
  ],
] as const) {
  test(`a broker does not start with ${JSON.stringify(configs)}`, () => {
    assert.deepEqual(startErrors(configs), [expected]);
  });
}

test('bounds and what lies between them may be lowered together', () => {
  const configs = {
    'group.consumer.min.session.timeout.ms': '3000',
    'group.consumer.session.timeout.ms': '3000',
    'group.consumer.min.heartbeat.interval.ms': '500',
    'group.consumer.heartbeat.interval.ms': '500',
    'group.coordinator.rebalance.protocols': 'classic, consumer',
  };
  assert.deepEqual(startErrors(configs), []);
});
