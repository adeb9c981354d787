import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nearestName } from '@odradek/base';

import { BROKER_CONFIGS } from './broker-config-definitions.ts';

for (const [unknown, nearest] of [
  ['num.partition', 'num.partitions'],
  ['nmu.partitions', 'num.partitions'],
  ['log.retention.hour', 'log.retention.hours'],
  ['LOG.DIRS', undefined],
  ['log.dri', 'log.dir'],
  ['advertised.listener', 'advertised.listeners'],
  ['something.else.altogether', undefined],
  ['', undefined],
] as const) {
  test(`who writes "${unknown}" means ${nearest ?? 'no config of ours'}`, () => {
    assert.equal(nearestName(unknown, BROKER_CONFIGS.keys()), nearest);
  });
}
