import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientQuotaEntityOf } from '@odradek/cluster';

import { ClientQuotaManager } from './client-quota-manager.ts';

const WINDOWS = { count: 11, sizeMs: 1000 };
const BOB = { user: 'bob', clientId: 'app' };
const APP = clientQuotaEntityOf([{ entityType: 'client-id', entityName: 'app' }]);
const USER = clientQuotaEntityOf([{ entityType: 'user', entityName: 'bob' }]);

test('a client has to wait when it has done more than its quota', () => {
  const manager = new ClientQuotaManager(WINDOWS);
  assert.equal(manager.isEnabled, false);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 1e9, 0), 0);
  manager.update(APP, 1000);
  assert.equal(manager.isEnabled, true);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 10_000, 0), 0);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 5_000, 0), 5_000);
  assert.equal(manager.recordAndGetThrottleTimeMs({ ...BOB, clientId: 'job' }, 1e9, 0), 0);
});

test('a new quota holds at once, for what was done before too', () => {
  const manager = new ClientQuotaManager(WINDOWS);
  manager.update(APP, 1000);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 10_000, 0), 0);
  manager.update(APP, 500);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 0, 0), 10_000);
  manager.update(APP, undefined);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 1e9, 0), 0);
  assert.equal(manager.isEnabled, false);
});

test('what was taken back does not count, and no one waits for longer than is allowed', () => {
  const manager = new ClientQuotaManager(WINDOWS, 1000);
  manager.update(USER, 1000);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 50_000, 0), 1000);
  manager.unrecord(BOB, 50_000, 0);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 10_000, 0), 0);
});

test('a client may do at once what all windows but one allow together', () => {
  const manager = new ClientQuotaManager({ count: 3, sizeMs: 2000 });
  assert.equal(manager.valueMaxInWindows(BOB), Infinity);
  manager.update(USER, 100);
  assert.equal(manager.valueMaxInWindows(BOB), 400);
  assert.equal(manager.recordAndGetThrottleTimeMs(BOB, 400, 0), 0);
});
