import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultListGroupsResponse,
  type ListedGroup,
  type ListGroupsRequest,
  readListGroupsRequest,
  writeListGroupsResponse,
} from '@odradek/protocol/messages/16-list-groups';

import { type GroupContext, startGroups } from './test-context.ts';

function listed(
  groupId: string,
  protocolType = 'consumer',
  groupType = 'Classic',
  groupState = 'Stable',
): ListedGroup {
  return { groupId, protocolType, groupState, groupType };
}

/** Scripts ListGroups; answers the requests, which fill as they come. */
function scriptLists(
  { context }: GroupContext,
  groupsOf: (node: number) => readonly ListedGroup[],
  errorOf: (index: number) => number = () => ErrorCode.NONE,
): ListGroupsRequest[] {
  const asked: ListGroupsRequest[] = [];
  context.cluster.script(ApiKey.ListGroups, {
    read: readListGroupsRequest,
    write: writeListGroupsResponse,
    answer: (request, { node, index }) => {
      asked.push(request);
      const errorCode = errorOf(index);
      return { ...defaultListGroupsResponse, errorCode, groups: groupsOf(node) };
    },
  });
  return asked;
}

test('groups are listed by all brokers, each group once', async () => {
  const started = await startGroups(3);
  scriptLists(started, (node) => [
    listed(`of-${node}`, 'consumer', 'Consumer', 'Assigning'),
    listed('moving', '', 'Classic', 'Empty'),
  ]);
  const groups = await started.context.run(started.admin.listGroups());
  assert.deepEqual(
    groups.toSorted((a, b) => (a.groupId < b.groupId ? -1 : 1)),
    [
      { groupId: 'moving', type: 'classic', protocolType: '', state: 'Empty' },
      { groupId: 'of-1', type: 'consumer', protocolType: 'consumer', state: 'Assigning' },
      { groupId: 'of-2', type: 'consumer', protocolType: 'consumer', state: 'Assigning' },
      { groupId: 'of-3', type: 'consumer', protocolType: 'consumer', state: 'Assigning' },
    ],
  );
});

test('brokers filter by state and type, the client by what groups are about', async () => {
  const started = await startGroups();
  const asked = scriptLists(started, () => [
    listed('a'),
    listed('b', 'connect'),
    listed('c', ''),
    listed('d', 'share', 'Share'),
  ]);
  const filter = { states: ['stable', 'Empty'], types: ['classic'] } as const;
  const options = { ...filter, protocolTypes: ['consumer', ''] };
  const groups = await started.context.run(started.admin.listGroups(options));
  assert.deepEqual(
    groups.map(({ groupId }) => groupId),
    ['a', 'c'],
  );
  assert.deepEqual(asked, [{ statesFilter: ['stable', 'Empty'], typesFilter: ['classic'] }]);
});

test('a broker that knows no types and states tells neither, and cannot filter by them', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  context.cluster.versions.set('ListGroups', { min: 0, max: 3 });
  scriptLists(started, () => [listed('a')]);
  assert.deepEqual(await context.run(admin.listGroups()), [
    { groupId: 'a', type: 'unknown', protocolType: 'consumer', state: '' },
  ]);
  await assert.rejects(context.run(admin.listGroups({ states: ['Stable'] })), {
    code: 'UNSUPPORTED_VERSION',
    message: /Kafka 2\.6/,
  });
  await assert.rejects(context.run(admin.listGroups({ types: ['classic'] })), {
    code: 'UNSUPPORTED_VERSION',
    message: /Kafka 3\.8/,
  });
});

test('a broker that still loads is asked again', async () => {
  const started = await startGroups();
  scriptLists(
    started,
    () => [listed('a')],
    (index) => (index < 2 ? ErrorCode.COORDINATOR_LOAD_IN_PROGRESS : ErrorCode.NONE),
  );
  assert.equal((await started.context.run(started.admin.listGroups())).length, 1);
});

test('groups that a broker does not tell are not left out in silence', async () => {
  const started = await startGroups(2);
  scriptLists(
    started,
    () => [listed('a')],
    (index) => (index % 2 === 0 ? ErrorCode.CLUSTER_AUTHORIZATION_FAILED : ErrorCode.NONE),
  );
  await assert.rejects(started.context.run(started.admin.listGroups()), {
    code: 'CLUSTER_AUTHORIZATION_FAILED',
  });
});
