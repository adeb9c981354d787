import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultDescribedGroup,
  defaultDescribedGroupMember,
  type DescribedGroup,
  readDescribeGroupsRequest,
  writeDescribeGroupsResponse,
} from '@odradek/protocol/messages/15-describe-groups';
import {
  defaultDescribedGroup as defaultConsumerGroup,
  defaultMember,
  type DescribedGroup as DescribedConsumerGroup,
  readConsumerGroupDescribeRequest,
  writeConsumerGroupDescribeResponse,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { encodeAssignment } from '../../assignor/assignment.ts';
import { type GroupContext, startGroups } from './test-context.ts';

const TOPIC_ID = 'Xm3OFuNARSaqp5dUrL09MA';
const BROKER_1 = { id: 1, host: 'broker', port: 9091 };

/** Scripts both ways to describe groups; answers which were asked for in which way. */
function scriptDescriptions(
  { context }: GroupContext,
  groups: {
    readonly consumer?: readonly Partial<DescribedConsumerGroup>[];
    readonly classic?: readonly Partial<DescribedGroup>[];
    /** Of a group that is no consumer group. */
    readonly refusal?: number;
  },
): string[] {
  const asked: string[] = [];
  const { consumer = [], classic = [], refusal = ErrorCode.GROUP_ID_NOT_FOUND } = groups;
  context.cluster.script(ApiKey.ConsumerGroupDescribe, {
    read: readConsumerGroupDescribeRequest,
    write: writeConsumerGroupDescribeResponse,
    answer: ({ groupIds }) => {
      asked.push(`consumer ${groupIds.join(' ')}`);
      const described = groupIds.map((groupId) => ({
        ...defaultConsumerGroup,
        groupId,
        ...(consumer.find((group) => group.groupId === groupId) ?? { errorCode: refusal }),
      }));
      return { throttleTimeMs: 0, groups: described };
    },
  });
  context.cluster.script(ApiKey.DescribeGroups, {
    read: readDescribeGroupsRequest,
    write: writeDescribeGroupsResponse,
    answer: (request, { version }) => {
      asked.push(`classic ${request.groups.join(' ')}`);
      const missing =
        version >= 6
          ? { errorCode: ErrorCode.GROUP_ID_NOT_FOUND, errorMessage: 'Group x not found.' }
          : {};
      const described = request.groups.map((groupId) => ({
        ...defaultDescribedGroup,
        groupId,
        groupState: 'Dead',
        ...(classic.find((group) => group.groupId === groupId) ?? missing),
      }));
      return { throttleTimeMs: 0, groups: described };
    },
  });
  return asked;
}

const CLASSIC: Partial<DescribedGroup> = {
  groupId: 'old',
  groupState: 'Stable',
  protocolType: 'consumer',
  protocolData: 'range',
  members: [
    {
      ...defaultDescribedGroupMember,
      memberId: 'one-1',
      groupInstanceId: 'first',
      clientId: 'one',
      clientHost: '/10.0.0.1',
      memberAssignment: encodeAssignment(
        {
          partitions: [
            { topic: 'orders', partition: 0 },
            { topic: 'orders', partition: 2 },
          ],
          userData: null,
        },
        3,
      ),
    },
  ],
};

const CONSUMER: Partial<DescribedConsumerGroup> = {
  groupId: 'new',
  groupState: 'Reconciling',
  groupEpoch: 7,
  assignmentEpoch: 6,
  assignorName: 'uniform',
  members: [
    {
      ...defaultMember,
      memberId: 'two-2',
      rackId: 'east',
      memberEpoch: 5,
      clientId: 'two',
      clientHost: '/10.0.0.2',
      memberType: 0,
      assignment: {
        topicPartitions: [{ topicId: TOPIC_ID, topicName: 'orders', partitions: [1] }],
      },
      targetAssignment: {
        topicPartitions: [{ topicId: TOPIC_ID, topicName: 'orders', partitions: [1, 3] }],
      },
    },
  ],
};

test('a group is asked for as one of KIP-848, and as a classic one if it is not', async () => {
  const started = await startGroups();
  const asked = scriptDescriptions(started, { consumer: [CONSUMER], classic: [CLASSIC] });
  const [old, recent] = await started.context.run(started.admin.describeGroups(['old', 'new']));
  assert.deepEqual(asked, ['consumer old new', 'classic old']);
  assert.deepEqual(old, {
    groupId: 'old',
    type: 'classic',
    protocolType: 'consumer',
    state: 'Stable',
    assignor: 'range',
    groupEpoch: -1,
    targetAssignmentEpoch: -1,
    members: [
      {
        memberId: 'one-1',
        groupInstanceId: 'first',
        rackId: null,
        clientId: 'one',
        host: '/10.0.0.1',
        protocol: 'classic',
        memberEpoch: -1,
        assignment: [
          { topic: 'orders', partition: 0 },
          { topic: 'orders', partition: 2 },
        ],
        targetAssignment: undefined,
      },
    ],
    coordinator: BROKER_1,
  });
  assert.deepEqual(recent, {
    groupId: 'new',
    type: 'consumer',
    protocolType: 'consumer',
    state: 'Reconciling',
    assignor: 'uniform',
    groupEpoch: 7,
    targetAssignmentEpoch: 6,
    members: [
      {
        memberId: 'two-2',
        groupInstanceId: null,
        rackId: 'east',
        clientId: 'two',
        host: '/10.0.0.2',
        protocol: 'classic',
        memberEpoch: 5,
        assignment: [{ topic: 'orders', partition: 1 }],
        targetAssignment: [
          { topic: 'orders', partition: 1 },
          { topic: 'orders', partition: 3 },
        ],
      },
    ],
    coordinator: BROKER_1,
  });
});

test('a broker that does not serve groups of KIP-848 describes classic groups', async () => {
  for (const versions of [undefined, { min: 0, max: 1 }]) {
    const started = await startGroups();
    const { context, admin } = started;
    context.cluster.versions.set('ConsumerGroupDescribe', versions ?? { min: 90, max: 91 });
    const refusal = ErrorCode.UNSUPPORTED_VERSION;
    const asked = scriptDescriptions(started, { classic: [CLASSIC], refusal });
    const [old] = await context.run(admin.describeGroups(['old']));
    assert.equal(old?.state, 'Stable');
    assert.equal(asked.at(-1), 'classic old');
  }
});

test('a group that does not exist is not found, in every version', async () => {
  for (const max of [6, 5]) {
    const started = await startGroups();
    const { context, admin } = started;
    context.cluster.versions.set('DescribeGroups', { min: 0, max });
    scriptDescriptions(started, {});
    const [missing] = await context.run(admin.describeGroups(['x']));
    assert.equal(missing?.error?.code, 'GROUP_ID_NOT_FOUND');
    assert.equal(missing?.error?.message, 'Group x not found.');
    assert.deepEqual(missing?.members, []);
  }
});

test('another error of a group of KIP-848 is not asked for as a classic group', async () => {
  const started = await startGroups();
  const refusal = ErrorCode.GROUP_AUTHORIZATION_FAILED;
  const asked = scriptDescriptions(started, { classic: [CLASSIC], refusal });
  const [refused] = await started.context.run(started.admin.describeGroups(['old']));
  assert.equal(refused?.error?.code, 'GROUP_AUTHORIZATION_FAILED');
  assert.deepEqual(asked, ['consumer old']);
});

test('the members of a classic group have no assignment where it is not one of consumers', async () => {
  const started = await startGroups();
  const [member] = CLASSIC.members ?? [];
  assert.ok(member !== undefined);
  const bytes = { ...member, memberAssignment: Buffer.from('of Connect') };
  const groups = [
    { ...CLASSIC, groupId: 'workers', protocolType: 'connect', members: [bytes] },
    {
      ...CLASSIC,
      groupId: 'rebalancing',
      groupState: 'PreparingRebalance',
      members: [{ ...member, memberAssignment: Buffer.alloc(0) }],
    },
  ];
  scriptDescriptions(started, { classic: groups });
  const described = await started.context.run(
    started.admin.describeGroups(['workers', 'rebalancing']),
  );
  assert.deepEqual(
    described.map(({ state, members }) => [state, members[0]?.assignment]),
    [
      ['Stable', []],
      ['PreparingRebalance', []],
    ],
  );
});

test('an assignment that cannot be read is an error of its group, at once', async () => {
  const started = await startGroups();
  const [member] = CLASSIC.members ?? [];
  assert.ok(member !== undefined);
  const members = [{ ...member, memberAssignment: Buffer.from([0, 0, 0, 9, 1]) }];
  const asked = scriptDescriptions(started, { classic: [{ ...CLASSIC, members }] });
  const [broken] = await started.context.run(started.admin.describeGroups(['old']));
  assert.equal(broken?.error?.code, 'ODRADEK_UNREADABLE_ASSIGNMENT');
  assert.equal(asked.length, 2);
});
