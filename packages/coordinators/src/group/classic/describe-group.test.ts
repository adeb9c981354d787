import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultDescribedGroup } from '@odradek/protocol/messages/15-describe-groups';

import { describeGroup, describeMissingGroup, listedGroup } from './describe-group.ts';
import { assignment, GROUP, GroupTest, subscription } from './test-context.ts';

test('a stable group is shown with its protocol and what members say and have', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('billing');
  assert.deepEqual(describeGroup(world.group), {
    ...defaultDescribedGroup,
    groupId: GROUP,
    groupState: 'Stable',
    protocolType: 'consumer',
    protocolData: 'range',
    members: [
      {
        memberId: member?.memberId,
        groupInstanceId: null,
        clientId: 'billing',
        clientHost: '/127.0.0.1',
        memberMetadata: subscription(['orders']),
        memberAssignment: assignment({ orders: [0] }),
      },
    ],
  });
});

test('in a rebalance the protocol is not shown, nor what members say for it', () => {
  const world = new GroupTest();
  const joined = world.join({ groupInstanceId: 'one' });
  world.harness.advance(0);
  const { protocolData, members, groupState } = describeGroup(world.group);
  assert.deepEqual([groupState, protocolData], ['CompletingRebalance', '']);
  const [member] = members;
  assert.equal(member?.memberId, joined.response.memberId);
  assert.equal(member?.groupInstanceId, 'one');
  assert.equal(member?.memberMetadata.length, 0);
});

test('a group that does not exist is dead, and an error from v6 on', () => {
  const dead = { ...defaultDescribedGroup, groupId: 'other', groupState: 'Dead' };
  assert.deepEqual(describeMissingGroup('other', 5, false), dead);
  assert.deepEqual(describeMissingGroup('other', 6, false), {
    ...dead,
    errorCode: ErrorCode.GROUP_ID_NOT_FOUND,
    errorMessage: 'Group other not found.',
  });
  assert.deepEqual(describeMissingGroup('other', 6, true), {
    ...dead,
    errorCode: ErrorCode.GROUP_ID_NOT_FOUND,
    errorMessage: 'Group other is not a classic group.',
  });
});

test('groups are listed with type and state', () => {
  const world = new GroupTest();
  world.stableGroup('a');
  assert.deepEqual(listedGroup(world.group), {
    groupId: GROUP,
    protocolType: 'consumer',
    groupState: 'Stable',
    groupType: 'classic',
  });
  assert.deepEqual(listedGroup(world.groups.getOrCreate('simple')), {
    groupId: 'simple',
    protocolType: '',
    groupState: 'Empty',
    groupType: 'classic',
  });
});
