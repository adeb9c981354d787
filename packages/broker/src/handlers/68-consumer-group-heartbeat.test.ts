import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BrokerConfigValues, ConfigResourceType } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeGroupsRequest } from '@odradek/protocol/messages/15-describe-groups';
import {
  defaultListGroupsRequest,
  type ListGroupsRequest,
} from '@odradek/protocol/messages/16-list-groups';

import { brokerConfigOf } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_GROUPS, INCREMENTAL_ALTER_CONFIGS, LIST_GROUPS } from '../testing/client-apis.ts';
import {
  assignedIn,
  describeConsumerGroups,
  heartbeatOf,
  joiningHeartbeat,
  plainHeartbeat,
} from '../testing/consumer-group-operations.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { GROUP } from '../testing/member-operations.ts';
import { createTopic } from '../testing/operations.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const PARTITIONS = 4;

async function startWith(given: Readonly<Record<string, string>> = {}) {
  const values = { 'group.consumer.assignment.interval.ms': '0', ...given };
  const config = brokerConfigOf(new BrokerConfigValues(new Map(Object.entries(values))));
  const context = await BrokerContext.start({ config });
  const client = context.connect();
  await createTopic(client, 'orders', PARTITIONS);
  await createOffsetsTopic(context, client);
  return { context, client };
}

for (const version of [0, 1]) {
  test(`ConsumerGroupHeartbeat version ${version} makes a member, which has all while it is alone`, async () => {
    const { client } = await startWith();
    const request = joiningHeartbeat(version === 0 ? '' : 'one');
    const joined = await heartbeatOf(client, request, version);
    assert.equal(joined.errorCode, ErrorCode.NONE);
    assert.equal(joined.heartbeatIntervalMs, 5000);
    assert.deepEqual(assignedIn(joined), [0, 1, 2, 3]);
    if (version > 0) assert.equal(joined.memberId, 'one');
    const { memberId, memberEpoch } = joined;
    assert.ok(memberId !== null && memberId !== '' && memberEpoch > 0);
    const again = await heartbeatOf(client, plainHeartbeat(memberId, memberEpoch), version);
    assert.deepEqual(
      [again.errorCode, again.memberEpoch, again.assignment],
      [ErrorCode.NONE, memberEpoch, null],
    );
  });
}

test('a second member gets what the first gives up, and nothing before', async () => {
  const { client } = await startWith();
  const first = await heartbeatOf(client, joiningHeartbeat('one'));
  const second = await heartbeatOf(client, joiningHeartbeat('two'));
  assert.deepEqual(assignedIn(second), []);
  const told = await heartbeatOf(client, plainHeartbeat('one', first.memberEpoch));
  const kept = assignedIn(told);
  assert.equal(kept?.length, 2);
  const topicPartitions = told.assignment?.topicPartitions ?? [];
  const given = plainHeartbeat('one', told.memberEpoch, { topicPartitions });
  assert.equal((await heartbeatOf(client, given)).errorCode, ErrorCode.NONE);
  const got = await heartbeatOf(client, plainHeartbeat('two', second.memberEpoch));
  assert.deepEqual(new Set([...(kept ?? []), ...(assignedIn(got) ?? [])]), new Set([0, 1, 2, 3]));
  const [group] = await describeConsumerGroups(client);
  assert.equal(group?.groupState, 'Stable');
});

test('a member that is silent for group.consumer.session.timeout.ms is taken out', async () => {
  const { context, client } = await startWith({
    'group.consumer.min.session.timeout.ms': '3000',
    'group.consumer.session.timeout.ms': '3000',
    'group.consumer.min.heartbeat.interval.ms': '500',
    'group.consumer.heartbeat.interval.ms': '500',
  });
  const joined = await heartbeatOf(client, joiningHeartbeat('one'));
  assert.equal(joined.heartbeatIntervalMs, 500);
  await context.advance(2999);
  const alive = await heartbeatOf(client, plainHeartbeat('one', joined.memberEpoch));
  assert.equal(alive.errorCode, ErrorCode.NONE);
  await context.advance(3000);
  const late = await heartbeatOf(client, plainHeartbeat('one', joined.memberEpoch));
  assert.equal(late.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(late.errorMessage, 'Member one is not a member of group readers.');
});

test('what is configured for a group holds from its next heartbeat on, and over a restart', async () => {
  const { context, client } = await startWith();
  const { memberEpoch } = await heartbeatOf(client, joiningHeartbeat('one'));
  await alterGroup(client, {
    'consumer.heartbeat.interval.ms': '6000',
    'consumer.session.timeout.ms': '50000',
  });
  const told = await heartbeatOf(client, plainHeartbeat('one', memberEpoch));
  assert.equal(told.heartbeatIntervalMs, 6000);
  await context.advance(49_999);
  await context.restart();
  const next = context.connect();
  const alive = await heartbeatOf(next, plainHeartbeat('one', memberEpoch));
  assert.deepEqual([alive.errorCode, alive.heartbeatIntervalMs], [ErrorCode.NONE, 6000]);
  await alterGroup(next, { 'consumer.session.timeout.ms': null });
  await heartbeatOf(next, plainHeartbeat('one', memberEpoch));
  await context.advance(45_000);
  const late = await heartbeatOf(next, plainHeartbeat('one', memberEpoch));
  assert.equal(late.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
});

test('members and their epochs are the same after a restart, and after a loss of power', async () => {
  const { context, client } = await startWith();
  const joined = await heartbeatOf(client, joiningHeartbeat('one'));
  for (const start of [() => context.restart(), () => context.crash()]) {
    await start();
    await context.settle();
    const again = await heartbeatOf(context.connect(), plainHeartbeat('one', joined.memberEpoch));
    assert.deepEqual([again.errorCode, again.memberEpoch], [ErrorCode.NONE, joined.memberEpoch]);
  }
});

test('a member subscribes to what a regular expression matches as a whole', async () => {
  const { context, client } = await startWith();
  await createTopic(client, 'orders-eu', 2);
  const subscription = { subscribedTopicNames: null, subscribedTopicRegex: 'orders-.*' };
  const joined = await heartbeatOf(client, joiningHeartbeat('one', subscription));
  assert.equal(joined.errorCode, ErrorCode.NONE);
  await context.advance(1);
  const told = await heartbeatOf(client, plainHeartbeat('one', joined.memberEpoch));
  assert.deepEqual(assignedIn(told), [0, 1]);
  const invalid = await heartbeatOf(
    client,
    joiningHeartbeat('two', { ...subscription, subscribedTopicRegex: '(' }),
  );
  assert.equal(invalid.errorCode, ErrorCode.INVALID_REGULAR_EXPRESSION);
  assert.match(invalid.errorMessage ?? '', /missing closing \)/);
});

test('whoever subscribes by a regular expression hears of new topics after a restart too', async () => {
  const { context, client } = await startWith();
  const subscription = { subscribedTopicNames: null, subscribedTopicRegex: 'orders-.*' };
  const { memberEpoch } = await heartbeatOf(client, joiningHeartbeat('one', subscription));
  await context.restart();
  const next = context.connect();
  await createTopic(next, 'orders-us', 1);
  await context.advance(10_001);
  const first = await heartbeatOf(next, plainHeartbeat('one', memberEpoch));
  assert.equal(first.errorCode, ErrorCode.NONE);
  await context.advance(1);
  const told = await heartbeatOf(next, plainHeartbeat('one', memberEpoch));
  assert.deepEqual(assignedIn(told), [0]);
});

test('what makes no sense is refused with its reason, whoever coordinates the group', async () => {
  const { client } = await startWith();
  const bare = (await BrokerContext.start()).connect();
  for (const [request, errorCode, message] of [
    [
      joiningHeartbeat('one', { groupId: '' }),
      ErrorCode.INVALID_REQUEST,
      "GroupId can't be empty.",
    ],
    [joiningHeartbeat(''), ErrorCode.INVALID_REQUEST, "MemberId can't be empty."],
    [
      joiningHeartbeat('one', { serverAssignor: 'sticky' }),
      ErrorCode.UNSUPPORTED_ASSIGNOR,
      'ServerAssignor sticky is not supported. Supported assignors: uniform, range.',
    ],
  ] as const) {
    for (const asked of [client, bare]) {
      const refused = await heartbeatOf(asked, request);
      assert.deepEqual([refused.errorCode, refused.errorMessage], [errorCode, message]);
    }
  }
  const elsewhere = await heartbeatOf(bare, joiningHeartbeat('one'));
  assert.equal(elsewhere.errorCode, ErrorCode.NOT_COORDINATOR);
});

test('the assignors of the broker are what members may choose from', async () => {
  const { client } = await startWith({ 'group.consumer.assignors': 'range' });
  const request = joiningHeartbeat('one', { serverAssignor: 'uniform' });
  const refused = await heartbeatOf(client, request);
  assert.equal(refused.errorCode, ErrorCode.UNSUPPORTED_ASSIGNOR);
  await heartbeatOf(client, joiningHeartbeat('one'));
  const [group] = await describeConsumerGroups(client);
  assert.equal(group?.assignorName, 'range');
});

test('a broker whose rebalance protocols lack consumer serves none of its APIs', async () => {
  const { client } = await startWith({ 'group.coordinator.rebalance.protocols': 'classic' });
  const { errorCode } = await heartbeatOf(client, joiningHeartbeat('one'));
  assert.equal(errorCode, ErrorCode.UNSUPPORTED_VERSION);
  const described = await describeConsumerGroups(client, ['a', 'b']);
  assert.deepEqual(
    described.map((group) => [group.groupId, group.errorCode]),
    [
      ['a', ErrorCode.UNSUPPORTED_VERSION],
      ['b', ErrorCode.UNSUPPORTED_VERSION],
    ],
  );
});

test('ListGroups has consumer groups with their type and state, DescribeGroups does not', async () => {
  const { client } = await startWith();
  await heartbeatOf(client, joiningHeartbeat('one'));
  const stable = {
    groupId: GROUP,
    protocolType: 'consumer',
    groupState: 'Stable',
    groupType: 'consumer',
  };
  assert.deepEqual(await listed(client, {}), [stable]);
  assert.deepEqual(await listed(client, { typesFilter: ['Consumer'], statesFilter: ['STABLE'] }), [
    stable,
  ]);
  assert.deepEqual(await listed(client, { typesFilter: ['classic'] }), []);
  assert.deepEqual(await listed(client, { statesFilter: ['Assigning', 'Reconciling'] }), []);
  const request = { ...defaultDescribeGroupsRequest, groups: [GROUP] };
  const { groups } = await client.request(DESCRIBE_GROUPS, 6, request);
  assert.deepEqual(
    groups.map(({ groupState, errorCode, errorMessage }) => [groupState, errorCode, errorMessage]),
    [['Dead', ErrorCode.GROUP_ID_NOT_FOUND, 'Group readers is not a classic group.']],
  );
});

async function listed(client: VirtualClient, filter: Partial<ListGroupsRequest>) {
  const request = { ...defaultListGroupsRequest, ...filter };
  return (await client.request(LIST_GROUPS, 5, request)).groups;
}

async function alterGroup(client: VirtualClient, configs: Record<string, string | null>) {
  const changes = Object.entries(configs).map(([name, value]) => ({
    name,
    configOperation: value === null ? 1 : 0,
    value,
  }));
  const resources = [
    { resourceType: ConfigResourceType.GROUP, resourceName: GROUP, configs: changes },
  ];
  const request = { resources, validateOnly: false };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  assert.deepEqual(
    responses.map(({ errorCode, errorMessage }) => [errorCode, errorMessage]),
    [[ErrorCode.NONE, null]],
  );
}
