import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultListGroupsRequest } from '@odradek/protocol/messages/16-list-groups';
import { defaultDeleteGroupsRequest } from '@odradek/protocol/messages/42-delete-groups';

import { BrokerContext } from '../testing/broker-context.ts';
import { DELETE_GROUPS, LIST_GROUPS } from '../testing/client-apis.ts';
import {
  commitOffsets,
  committedOf,
  createOffsetsTopic,
  fetchAllOffsets,
} from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';

for (let version = 0; version <= 2; version++) {
  test(`DeleteGroups version ${version} deletes groups with their offsets, also after a restart`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders', 2);
    await createOffsetsTopic(context, client);
    await commitOffsets(client, 'orders', [1, 2]);
    const { results } = await client.request(DELETE_GROUPS, version, {
      ...defaultDeleteGroupsRequest,
      groupsNames: ['d', 'c', 'readers', 'd', 'nobody', 'readers', 'a', 'b'],
    });
    assert.deepEqual(
      results.map(({ groupId, errorCode }) => [groupId, errorCode]),
      ['d', 'c', 'readers', 'nobody', 'a', 'b'].map((groupId) => [
        groupId,
        groupId === 'readers' ? ErrorCode.NONE : ErrorCode.GROUP_ID_NOT_FOUND,
      ]),
    );
    await context.restart();
    await context.settle();
    const later = context.connect();
    assert.deepEqual(committedOf(await fetchAllOffsets(later)), []);
    const { groups } = await later.request(LIST_GROUPS, 5, defaultListGroupsRequest);
    assert.deepEqual(groups, []);
  });
}

test('groups of which no partition is coordinated here are refused', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = { ...defaultDeleteGroupsRequest, groupsNames: ['readers'] };
  const { results } = await client.request(DELETE_GROUPS, 2, request);
  assert.deepEqual(
    results.map(({ errorCode }) => errorCode),
    [ErrorCode.NOT_COORDINATOR],
  );
});
