import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import {
  describeConsumerGroups,
  heartbeatOf,
  joiningHeartbeat,
} from '../testing/consumer-group-operations.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { GROUP } from '../testing/member-operations.ts';
import { createTopic } from '../testing/operations.ts';

/** READ, DELETE, DESCRIBE, DESCRIBE_CONFIGS and ALTER_CONFIGS. */
const ALL_OPERATIONS = 0b110101001000;
const NOT_ASKED = -2147483648;
const UNKNOWN_TYPE = -1;
const CONSUMER_TYPE = 1;

async function contextWithGroup() {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders', 2);
  await createOffsetsTopic(context, client);
  const request = joiningHeartbeat('one', { instanceId: 'first', rackId: 'north' });
  const joined = await heartbeatOf(client, request);
  return { client, joined };
}

for (const version of [0, 1]) {
  test(`ConsumerGroupDescribe version ${version} shows epochs, members and assignments`, async () => {
    const { client, joined } = await contextWithGroup();
    const { memberEpoch, assignment } = joined;
    const topicPartitions = (assignment?.topicPartitions ?? []).map((topic) => ({
      ...topic,
      topicName: 'orders',
    }));
    assert.deepEqual(await describeConsumerGroups(client, [GROUP], version), [
      {
        errorCode: ErrorCode.NONE,
        errorMessage: null,
        groupId: GROUP,
        groupState: 'Stable',
        groupEpoch: memberEpoch,
        assignmentEpoch: memberEpoch,
        assignorName: 'uniform',
        members: [
          {
            memberId: 'one',
            instanceId: 'first',
            rackId: 'north',
            memberEpoch,
            clientId: 'virtual',
            clientHost: '/virtual client',
            subscribedTopicNames: ['orders'],
            subscribedTopicRegex: '',
            assignment: { topicPartitions },
            targetAssignment: { topicPartitions },
            memberType: version === 0 ? UNKNOWN_TYPE : CONSUMER_TYPE,
          },
        ],
        authorizedOperations: ALL_OPERATIONS,
      },
    ]);
    assert.equal(topicPartitions.flatMap(({ partitions }) => partitions).length, 2);
  });
}

test('groups that are not there are told so, those without an id first, each once', async () => {
  const { client } = await contextWithGroup();
  const groups = await describeConsumerGroups(client, ['nobody', '', GROUP, 'nobody']);
  assert.deepEqual(
    groups.map(({ groupId, errorCode, errorMessage, authorizedOperations }) => [
      groupId,
      errorCode,
      errorMessage,
      authorizedOperations,
    ]),
    [
      ['', ErrorCode.INVALID_GROUP_ID, null, NOT_ASKED],
      ['nobody', ErrorCode.GROUP_ID_NOT_FOUND, 'Group nobody not found.', NOT_ASKED],
      [GROUP, ErrorCode.NONE, null, ALL_OPERATIONS],
    ],
  );
});
