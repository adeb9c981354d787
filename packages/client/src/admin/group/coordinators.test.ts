import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { scriptDeletions, startGroups } from './test-context.ts';

test('groups are looked up together, and each coordinator is asked about its own', async () => {
  const started = await startGroups(3);
  const { context, groups, admin } = started;
  groups.coordinators.set('a', 2).set('b', 3).set('c', 2);
  const asked = scriptDeletions(started);
  const results = await context.run(admin.deleteGroups(['a', 'b', 'c', 'a']));
  assert.deepEqual(results, [
    { groupId: 'a' },
    { groupId: 'b' },
    { groupId: 'c' },
    { groupId: 'a' },
  ]);
  assert.deepEqual(
    groups.lookups.map(({ keyType, coordinatorKeys }) => [keyType, coordinatorKeys]),
    [[0, ['a', 'b', 'c']]],
  );
  assert.deepEqual(asked, [
    [2, ['a', 'c']],
    [3, ['b']],
  ]);
});

test('a broker that looks up one group at a time is asked for each', async () => {
  const started = await startGroups(2);
  const { context, groups, admin } = started;
  context.cluster.versions.set('FindCoordinator', { min: 0, max: 3 });
  groups.coordinators.set('a', 2).set('b', { errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED });
  const asked = scriptDeletions(started);
  const results = await context.run(admin.deleteGroups(['a', 'b']));
  assert.deepEqual(
    results.map(({ error }) => error?.code),
    [undefined, 'GROUP_AUTHORIZATION_FAILED'],
  );
  assert.deepEqual(
    groups.lookups.map(({ key }) => key),
    ['a', 'b'],
  );
  assert.deepEqual(asked, [[2, ['a']]]);
});

test('a coordinator that is not available yet is looked up again', async () => {
  const started = await startGroups();
  const { context, groups, admin } = started;
  groups.coordinators.set('a', { errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE });
  const asked = scriptDeletions(started);
  const deletion = admin.deleteGroups(['a', 'b']);
  await context.pass(500);
  groups.coordinators.set('a', 1);
  assert.deepEqual(await context.run(deletion), [{ groupId: 'a' }, { groupId: 'b' }]);
  assert.deepEqual(asked, [
    [1, ['b']],
    [1, ['a']],
  ]);
});

test('a broker that is no longer the coordinator is left for the one that is', async () => {
  const started = await startGroups(2);
  const { context, groups, admin } = started;
  const asked = scriptDeletions(started, (groupId, node) => {
    if (groupId !== 'a' || node === 2) return ErrorCode.NONE;
    groups.coordinators.set('a', 2);
    return ErrorCode.NOT_COORDINATOR;
  });
  assert.deepEqual(await context.run(admin.deleteGroups(['a', 'b'])), [
    { groupId: 'a' },
    { groupId: 'b' },
  ]);
  assert.deepEqual(asked, [
    [1, ['a', 'b']],
    [2, ['a']],
  ]);
});

test('a coordinator that loads until time is over has the last word', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  const asked = scriptDeletions(started, () => ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
  const [result] = await context.run(admin.deleteGroups(['a'], { timeoutMs: 5000 }));
  assert.equal(result?.error?.code, 'COORDINATOR_LOAD_IN_PROGRESS');
  assert.ok(asked.length > 5, `asked ${asked.length} times`);
  assert.ok(context.clock.monotonicMs() <= 5000);
});

test('an answer that names no broker is asked for again', async () => {
  const started = await startGroups();
  const { context, groups, admin } = started;
  groups.coordinators.set('a', { errorCode: ErrorCode.NONE });
  scriptDeletions(started);
  const deletion = admin.deleteGroups(['a']);
  await context.pass(500);
  groups.coordinators.set('a', 1);
  assert.deepEqual(await context.run(deletion), [{ groupId: 'a' }]);
});

test('a connection that is lost is made again', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  context.cluster.react = ({ api, index }) =>
    (api === 'DeleteGroups' || api === 'FindCoordinator') && index === 0
      ? { type: 'lose-request' }
      : { type: 'answer' };
  const asked = scriptDeletions(started);
  assert.deepEqual(await context.run(admin.deleteGroups(['a'])), [{ groupId: 'a' }]);
  assert.deepEqual(asked, [[1, ['a']]]);
});

test('an error that does not pass is not asked for again', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  const asked = scriptDeletions(started, () => ErrorCode.NON_EMPTY_GROUP);
  const [result] = await context.run(admin.deleteGroups(['a']));
  assert.equal(result?.error?.code, 'NON_EMPTY_GROUP');
  assert.equal(asked.length, 1);
});

test('a broker that does not know the request is said to be too old', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  context.cluster.versions.set('DeleteGroups', { min: 90, max: 91 });
  const [result] = await context.run(admin.deleteGroups(['a']));
  assert.equal(result?.error?.code, 'UNSUPPORTED_VERSION');
});

test('no groups need no broker', async () => {
  const { context, admin } = await startGroups();
  assert.deepEqual(await context.run(admin.deleteGroups([])), []);
  assert.equal(context.cluster.requests.length, 0);
});
