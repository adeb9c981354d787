import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultListGroupsRequest,
  type ListGroupsRequest,
} from '@odradek/protocol/messages/16-list-groups';

import { BrokerContext } from '../testing/broker-context.ts';
import { LIST_GROUPS, OFFSET_COMMIT } from '../testing/client-apis.ts';
import { createOffsetsTopic, offsetCommit } from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';

const { NONE } = ErrorCode;

async function contextWithGroups() {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  await createOffsetsTopic(context, client);
  for (const groupId of ['a', 'b']) {
    await client.request(OFFSET_COMMIT, 9, offsetCommit('orders', [1], { groupId }));
  }
  return { context, client };
}

for (let version = 0; version <= 5; version++) {
  test(`ListGroups version ${version} names the groups of all partitions`, async () => {
    const { client } = await contextWithGroups();
    const { errorCode, groups } = await client.request(
      LIST_GROUPS,
      version,
      defaultListGroupsRequest,
    );
    assert.equal(errorCode, NONE);
    const [groupState, groupType] = [version >= 4 ? 'Empty' : '', version >= 5 ? 'classic' : ''];
    assert.deepEqual(groups, [
      { groupId: 'a', protocolType: '', groupState, groupType },
      { groupId: 'b', protocolType: '', groupState, groupType },
    ]);
  });
}

const FILTERS: readonly (readonly [Partial<ListGroupsRequest>, readonly string[]])[] = [
  [{ statesFilter: ['empty '] }, ['a', 'b']],
  [{ statesFilter: ['Stable', 'EMPTY'] }, ['a', 'b']],
  [{ statesFilter: ['Stable'] }, []],
  [{ typesFilter: ['Classic'] }, ['a', 'b']],
  [{ typesFilter: ['consumer', 'nonsense'] }, []],
  [{ statesFilter: ['empty'], typesFilter: ['consumer'] }, []],
];
for (const [filter, expected] of FILTERS) {
  test(`ListGroups with ${JSON.stringify(filter)} lists ${expected.join() || 'none'}`, async () => {
    const { client } = await contextWithGroups();
    const request = { ...defaultListGroupsRequest, ...filter };
    const { groups } = await client.request(LIST_GROUPS, 5, request);
    assert.deepEqual(
      groups.map(({ groupId }) => groupId),
      expected,
    );
  });
}

test('ListGroups of a broker without any group is empty', async () => {
  const client = (await BrokerContext.start()).connect();
  const { errorCode, groups } = await client.request(LIST_GROUPS, 5, defaultListGroupsRequest);
  assert.deepEqual([errorCode, groups], [NONE, []]);
});
