import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultDescribedGroup } from '@odradek/protocol/messages/15-describe-groups';

import { describeGroup } from './describe-group.ts';
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

test('a group that never had a member has no type', () => {
  const world = new GroupTest();
  assert.deepEqual(describeGroup(world.groups.create('simple')), {
    ...defaultDescribedGroup,
    groupId: 'simple',
    groupState: 'Empty',
  });
});
