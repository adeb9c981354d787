import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultLeaveGroupResponse,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupRequest,
  writeLeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';

import { type GroupContext, startGroups } from './test-context.ts';

function scriptLeaves(
  { context }: GroupContext,
  answer: (request: LeaveGroupRequest) => Partial<LeaveGroupResponse>,
): LeaveGroupRequest[] {
  const asked: LeaveGroupRequest[] = [];
  context.cluster.script(ApiKey.LeaveGroup, {
    read: readLeaveGroupRequest,
    write: writeLeaveGroupResponse,
    answer: (request) => {
      asked.push(request);
      return { ...defaultLeaveGroupResponse, ...answer(request) };
    },
  });
  return asked;
}

const MEMBERS = [{ memberId: 'one-1' }, { groupInstanceId: 'static' }];

test('members are removed in one request, static ones by their names', async () => {
  const started = await startGroups();
  const asked = scriptLeaves(started, () => ({
    members: [
      { memberId: 'one-1', groupInstanceId: null, errorCode: ErrorCode.UNKNOWN_MEMBER_ID },
      { memberId: 'two-2', groupInstanceId: 'static', errorCode: ErrorCode.NONE },
    ],
  }));
  const removal = started.admin.removeMembers('g', MEMBERS, { reason: 'stuck' });
  const [first, second] = await started.context.run(removal);
  assert.equal(first?.error?.code, 'UNKNOWN_MEMBER_ID');
  assert.deepEqual(second, { memberId: 'two-2', groupInstanceId: 'static' });
  const reason = 'member was removed by an admin: stuck';
  assert.deepEqual(asked, [
    {
      groupId: 'g',
      memberId: '',
      members: [
        { memberId: 'one-1', groupInstanceId: null, reason },
        { memberId: '', groupInstanceId: 'static', reason },
      ],
    },
  ]);
});

test('a reason is cut where brokers would refuse it', async () => {
  const started = await startGroups();
  const asked = scriptLeaves(started, ({ members }) => ({
    members: members.map((member) => ({ ...member, errorCode: ErrorCode.NONE })),
  }));
  const removal = started.admin.removeMembers('g', MEMBERS, { reason: 'x'.repeat(300) });
  await started.context.run(removal);
  assert.equal(asked[0]?.members[0]?.reason?.length, 255);
});

test('an error of the group is one of each member', async () => {
  const started = await startGroups();
  scriptLeaves(started, () => ({ errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED }));
  const removed = await started.context.run(started.admin.removeMembers('g', MEMBERS));
  assert.deepEqual(
    removed.map(({ memberId, groupInstanceId, error }) => [memberId, groupInstanceId, error?.code]),
    [
      ['one-1', null, 'GROUP_AUTHORIZATION_FAILED'],
      ['', 'static', 'GROUP_AUTHORIZATION_FAILED'],
    ],
  );
});

test('a broker that removes members one by one is not asked', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  context.cluster.versions.set('LeaveGroup', { min: 0, max: 2 });
  const asked = scriptLeaves(started, () => ({}));
  const [refused] = await context.run(admin.removeMembers('g', MEMBERS));
  assert.equal(refused?.error?.code, 'UNSUPPORTED_VERSION');
  assert.equal(asked.length, 0);
  assert.deepEqual(await context.run(admin.removeMembers('g', [])), []);
});
