import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { clientQuotaEntityOf } from '@odradek/cluster';

import { ConnectionRates } from './connection-rates.ts';

const ADDRESS = '10.0.0.1';

function ip(entityName: string | null) {
  return clientQuotaEntityOf([{ entityType: 'ip', entityName }]);
}

function ratesWith(quotas: Readonly<Record<string, number>>, defaultQuota?: number) {
  const clock = new ManualClock();
  const rates = new ConnectionRates(clock, { count: 11, sizeMs: 1000 });
  for (const [name, quota] of Object.entries(quotas)) rates.update(ip(name), quota);
  if (defaultQuota !== undefined) rates.update(ip(null), defaultQuota);
  const connect = (address: string, count: number): readonly number[] =>
    Array.from({ length: count }, () => rates.recordAndGetThrottleTimeMs(address));
  return { clock, rates, connect };
}

test('an address opens as many connections as its quota allows, and the next ones are held back', () => {
  const { clock, connect } = ratesWith({ [ADDRESS]: 2 });
  assert.deepEqual(connect(ADDRESS, 22), [...Array<number>(20).fill(0), 500, 500]);
  clock.advance(499);
  assert.deepEqual(connect(ADDRESS, 1), [1]);
  clock.advance(1);
  assert.deepEqual(connect(ADDRESS, 2), [0, 500]);
});

test('nobody is held back for longer than one window', () => {
  const { connect } = ratesWith({ [ADDRESS]: 1 });
  assert.deepEqual(connect(ADDRESS, 12).slice(-2), [1000, 1000]);
});

test('an address without a quota of its own has that of all others, each for itself', () => {
  const { rates, connect } = ratesWith({ [ADDRESS]: 5 }, 1);
  assert.deepEqual(connect('10.0.0.2', 11).slice(-2), [0, 1000]);
  assert.deepEqual(connect('10.0.0.3', 10), Array(10).fill(0));
  assert.deepEqual(connect(ADDRESS, 51).slice(-2), [0, 200]);
  rates.update(ip(null), undefined);
  assert.deepEqual(connect('10.0.0.2', 100), Array(100).fill(0));
  assert.equal(rates.isEnabled, true);
  rates.update(ip(ADDRESS), undefined);
  assert.equal(rates.isEnabled, false);
  assert.deepEqual(connect(ADDRESS, 100), Array(100).fill(0));
});

test('an address counts as one however it is written', () => {
  const { connect } = ratesWith({ '::FFFF:10.0.0.1': 1, localhost: 1, '2001:db8::0:1': 1 });
  for (const [one, same] of [
    [ADDRESS, '::ffff:10.0.0.1'],
    ['127.0.0.1', '::ffff:127.0.0.1'],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1'],
  ] as const) {
    connect(one, 5);
    assert.deepEqual(connect(same, 6).slice(-2), [0, 1000]);
  }
});

test('users have no say in connections', () => {
  const { rates } = ratesWith({});
  rates.update(clientQuotaEntityOf([{ entityType: 'user', entityName: null }]), 5);
  assert.equal(rates.isEnabled, false);
});
