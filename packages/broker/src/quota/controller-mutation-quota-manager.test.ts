import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { clientQuotaEntityOf } from '@odradek/cluster';

import {
  type ControllerMutationQuota,
  ControllerMutationQuotaManager,
} from './controller-mutation-quota-manager.ts';

const BOB = { user: 'bob', clientId: 'app' };
const USER = clientQuotaEntityOf([{ entityType: 'user', entityName: 'bob' }]);

/** A manager with a quota of two partitions a second, and so a burst of 22. */
function managerOf(clock: ManualClock): ControllerMutationQuotaManager {
  const manager = new ControllerMutationQuotaManager(clock, { count: 11, sizeMs: 1000 });
  manager.update(USER, 2);
  return manager;
}

function quotaOf(manager: ControllerMutationQuotaManager, isStrict: boolean) {
  const quota = manager.quotaFor(BOB, isStrict);
  assert.ok(quota !== undefined);
  return quota;
}

function takeAll(quota: ControllerMutationQuota, partitions: readonly number[]): boolean[] {
  return partitions.map((count) => quota.take(count));
}

test('a strict quota lets one change too many through and refuses the next, until nothing is owed', () => {
  const clock = new ManualClock();
  const manager = managerOf(clock);
  const first = quotaOf(manager, true);
  assert.deepEqual(takeAll(first, [10, 22, 1, 1]), [true, true, false, false]);
  assert.equal(first.throttleTimeMs(), 5_000);
  clock.advance(1_000);
  assert.equal(first.throttleTimeMs(), 4_000);
  assert.equal(quotaOf(manager, true).take(1), false);
  clock.advance(4_000);
  assert.equal(first.throttleTimeMs(), 0);
  assert.equal(quotaOf(manager, true).take(1), true);
});

test('who is let through by a strict quota does not have to wait', () => {
  const quota = quotaOf(managerOf(new ManualClock()), true);
  assert.equal(quota.take(100), true);
  assert.equal(quota.throttleTimeMs(), 0);
});

test('any other quota lets everything through and has the client wait', () => {
  const quota = quotaOf(managerOf(new ManualClock()), false);
  assert.deepEqual(takeAll(quota, [22]), [true]);
  assert.equal(quota.throttleTimeMs(), 0);
  assert.deepEqual(takeAll(quota, [10, 10]), [true, true]);
  assert.equal(quota.throttleTimeMs(), 10_000);
});

test('requests of one client share what is left, those of others do not', () => {
  const clock = new ManualClock();
  const manager = managerOf(clock);
  assert.equal(quotaOf(manager, false).take(42), true);
  assert.equal(quotaOf(manager, true).take(1), false);
  assert.equal(manager.quotaFor({ ...BOB, user: 'alice' }, true), undefined);
  manager.update(USER, undefined);
  assert.equal(manager.isEnabled, false);
  assert.equal(manager.quotaFor(BOB, true), undefined);
});
