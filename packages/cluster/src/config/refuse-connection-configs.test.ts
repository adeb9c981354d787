import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkBrokerConfigs } from './check-broker-configs.ts';
import { refuseDynamicConfigs } from './validate-dynamic-configs.ts';

function startErrors(configs: Readonly<Record<string, string>>): readonly string[] {
  return checkBrokerConfigs(new Map(Object.entries(configs))).errors;
}

function dynamicError(configs: Readonly<Record<string, string>>): string | undefined {
  return refuseDynamicConfigs(new Map(Object.entries(configs)), {
    isForAllBrokers: true,
    staticConfigs: new Map(),
  });
}

test('max.connections.per.ip may be 0 only where single addresses have more', () => {
  const none = { 'max.connections.per.ip': '0' };
  const some = { ...none, 'max.connections.per.ip.overrides': '10.0.0.1:5' };
  assert.match(
    startErrors(none)[0] ?? '',
    /can be set to zero only if .*overrides property is set/,
  );
  assert.match(dynamicError(none) ?? '', /can be set to zero only if .*overrides property is set/);
  assert.deepEqual(startErrors(some), []);
  assert.equal(dynamicError(some), undefined);
});

test('overrides that are no addresses with counts stop the start and are not set', () => {
  const configs = { 'max.connections.per.ip.overrides': 'example.com:5' };
  assert.match(startErrors(configs)[0] ?? '', /example\.com:5 .*overrides: write ADDRESS:COUNT/);
  assert.match(dynamicError(configs) ?? '', /write ADDRESS:COUNT/);
});

test('the memory of all requests must hold the largest one', () => {
  const [error] = startErrors({ 'queued.max.request.bytes': '1000000' });
  assert.match(
    error ?? '',
    /must be larger or equal to socket\.request\.max\.bytes: it is 1000000/,
  );
  const enough = { 'queued.max.request.bytes': '1000000', 'socket.request.max.bytes': '1000000' };
  assert.deepEqual(startErrors(enough), []);
  for (const unlimited of ['-1', '0']) {
    assert.deepEqual(startErrors({ 'queued.max.request.bytes': unlimited }), []);
  }
});
