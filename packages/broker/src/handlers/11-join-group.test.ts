import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeGroupsRequest } from '@odradek/protocol/messages/15-describe-groups';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_GROUPS, JOIN_GROUP } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import {
  GROUP,
  joinAlone,
  joinGroupRequest,
  sendJoin,
  syncAlone,
} from '../testing/member-operations.ts';

async function contextWithGroups() {
  const groups = { ...DEFAULT_BROKER_CONFIG.groups, groupInitialRebalanceDelayMs: 0 };
  const context = await BrokerContext.start({ config: { groups } });
  const client = context.connect();
  await createOffsetsTopic(context, client);
  return { context, client };
}

for (let version = 0; version <= 9; version++) {
  test(`JoinGroup version ${version} makes a member, who leads if it is alone`, async () => {
    const { context, client } = await contextWithGroups();
    const response = await joinAlone(context, client, version);
    assert.equal(response.errorCode, ErrorCode.NONE);
    assert.equal(response.generationId, 1);
    assert.equal(response.protocolName, 'range');
    assert.equal(response.leader, response.memberId);
    assert.match(response.memberId, /^virtual-/);
    assert.deepEqual(response.members, [
      {
        memberId: response.memberId,
        groupInstanceId: null,
        metadata: Buffer.from('subscription'),
      },
    ]);
  });

  test(`JoinGroup version ${version} is refused in a group of another type`, async () => {
    const { context, client } = await contextWithGroups();
    await joinAlone(context, client, 9);
    const request = joinGroupRequest({ protocolType: 'connect' });
    const response = await client.request(JOIN_GROUP, version, request);
    assert.equal(response.errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    assert.equal(response.generationId, -1);
  });
}

test('a member that is fenced is told without a protocol, up to version 6 by an empty name', async () => {
  const { context, client } = await contextWithGroups();
  const groupInstanceId = 'one';
  for (const [version, name] of [
    [5, ''],
    [9, null],
  ] as const) {
    const joining = client.send(JOIN_GROUP, version, joinGroupRequest({ groupInstanceId }));
    await context.settle();
    await context.advance(0);
    const { memberId } = await client.response(joining);
    const other = context.connect();
    other.send(JOIN_GROUP, version, joinGroupRequest({ groupInstanceId }));
    await context.settle();
    const request = joinGroupRequest({ groupInstanceId, memberId });
    const fenced = await client.request(JOIN_GROUP, version, request);
    assert.equal(fenced.errorCode, ErrorCode.FENCED_INSTANCE_ID);
    assert.equal(fenced.protocolName, name);
  }
});

test('a group id must not be empty, and without __consumer_offsets nobody coordinates', async () => {
  const { client } = await contextWithGroups();
  const request = joinGroupRequest({ groupId: '' });
  const { errorCode } = await client.request(JOIN_GROUP, 9, request);
  assert.equal(errorCode, ErrorCode.INVALID_GROUP_ID);
  const bare = await BrokerContext.start();
  const refused = await bare.connect().request(JOIN_GROUP, 9, joinGroupRequest());
  assert.equal(refused.errorCode, ErrorCode.NOT_COORDINATOR);
});

test('the initial rebalance waits for group.initial.rebalance.delay.ms', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createOffsetsTopic(context, client);
  const joining = await sendJoin(client, 9);
  await context.settle();
  await context.advance(2999);
  assert.equal(client.hasResponse(joining), false);
  await context.advance(1);
  assert.equal((await client.response(joining)).errorCode, ErrorCode.NONE);
});

test('a group is the same after a restart, and after a loss of power', async () => {
  const { context, client } = await contextWithGroups();
  const joined = await joinAlone(context, client, 9);
  assert.equal((await syncAlone(client, 5, joined)).errorCode, ErrorCode.NONE);
  const { memberId } = joined;
  for (const start of [() => context.restart(), () => context.crash()]) {
    await start();
    await context.settle();
    const reader = context.connect();
    const { groups } = await reader.request(DESCRIBE_GROUPS, 5, {
      ...defaultDescribeGroupsRequest,
      groups: [GROUP],
    });
    assert.deepEqual(
      groups.map(({ groupState, protocolData, members }) => [groupState, protocolData, members]),
      [
        [
          'Stable',
          'range',
          [
            {
              memberId,
              groupInstanceId: null,
              clientId: 'virtual',
              clientHost: '/virtual client',
              memberMetadata: Buffer.from('subscription'),
              memberAssignment: Buffer.from('part'),
            },
          ],
        ],
      ],
    );
    const again = await syncAlone(reader, 5, joined);
    assert.deepEqual([again.errorCode, again.assignment], [ErrorCode.NONE, Buffer.from('part')]);
  }
});

test('each rebalance is told on one line', async () => {
  const { context, client } = await contextWithGroups();
  const joined = await joinAlone(context, client, 9);
  await syncAlone(client, 5, joined);
  const lines = context.reports.filter((line) => line.startsWith('Rebalanced group: '));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /group="readers" type=classic generation=1 .* joined=1\["virtual-/);
});

test('a group whose id no record can carry is told so, and the broker goes on', async () => {
  const { context, client } = await contextWithGroups();
  const groupId = '*'.repeat(12_000);
  const request = joinGroupRequest({ groupId, sessionTimeoutMs: 6_000 });
  const { bytes, sent } = client.frame(JOIN_GROUP, 0, request);
  // No UTF-8: each of these is read as a character of three bytes.
  client.socket.send(bytes.fill(0xff, bytes.indexOf(groupId), bytes.indexOf(groupId) + 12_000));
  await context.advance(60_000);
  await context.settle();
  client.take(sent);
  const other = context.connect();
  assert.equal((await joinAlone(context, other, 4)).errorCode, ErrorCode.NONE);
  assert.match(context.reports.join('\n'), /An operation was not written/);
});
