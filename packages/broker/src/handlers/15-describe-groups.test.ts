import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeGroupsRequest } from '@odradek/protocol/messages/15-describe-groups';

import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_GROUPS } from '../testing/client-apis.ts';
import { commitOffsets, createOffsetsTopic } from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';

/** READ, DELETE, DESCRIBE, DESCRIBE_CONFIGS and ALTER_CONFIGS. */
const ALL_OPERATIONS = 0b110101001000;
const NOT_ASKED = -2147483648;

for (let version = 0; version <= 6; version++) {
  test(`DescribeGroups version ${version} tells of groups that are there and that are not`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders');
    await createOffsetsTopic(context, client);
    await commitOffsets(client, 'orders', [1]);
    const { groups } = await client.request(DESCRIBE_GROUPS, version, {
      ...defaultDescribeGroupsRequest,
      groups: ['readers', 'nobody'],
      includeAuthorizedOperations: true,
    });
    const hasError = version >= 6;
    assert.deepEqual(
      groups.map(({ groupId, groupState, errorCode, errorMessage, authorizedOperations }) => [
        groupId,
        groupState,
        errorCode,
        errorMessage,
        authorizedOperations,
      ]),
      [
        ['readers', 'Empty', ErrorCode.NONE, null, version >= 3 ? ALL_OPERATIONS : NOT_ASKED],
        hasError
          ? ['nobody', 'Dead', ErrorCode.GROUP_ID_NOT_FOUND, 'Group nobody not found.', NOT_ASKED]
          : ['nobody', 'Dead', ErrorCode.NONE, null, version >= 3 ? ALL_OPERATIONS : NOT_ASKED],
      ],
    );
  });
}
