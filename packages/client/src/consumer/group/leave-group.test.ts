import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultJoinGroupResponse,
  readJoinGroupRequest,
  writeJoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import {
  defaultLeaveGroupResponse,
  readLeaveGroupRequest,
  writeLeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';

import { ClientContext } from '../../testing/client-context.ts';
import { ScriptedGroups } from '../../testing/scripted-groups.ts';
import { Consumer } from '../consumer.ts';

test('a member that leaves while its coordinator is looked for does not send the JoinGroup that waited for that', async () => {
  const context = await ClientContext.start();
  const { cluster } = context;
  cluster.createTopic('orders', 1);
  const { coordinators } = new ScriptedGroups(cluster);
  cluster.script(ApiKey.JoinGroup, {
    read: readJoinGroupRequest,
    write: writeJoinGroupResponse,
    answer: () => ({
      ...defaultJoinGroupResponse,
      errorCode: ErrorCode.MEMBER_ID_REQUIRED,
      memberId: 'member-1',
    }),
  });
  cluster.script(ApiKey.LeaveGroup, {
    read: readLeaveGroupRequest,
    write: writeLeaveGroupResponse,
    answer: () => defaultLeaveGroupResponse,
  });
  cluster.react = ({ api, index }) => {
    if (api !== 'JoinGroup' || index === 0) return { type: 'answer' };
    coordinators.set('group', { errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE });
    return { type: 'lose-request' };
  };
  const consumer = new Consumer({ ...context.options, groupId: 'group' });
  await consumer.subscribe('orders');
  await context.run(consumer.poll({ timeoutMs: 2000 }));
  assert.equal(cluster.count('JoinGroup'), 2);

  const closed = consumer.close();
  await context.settle();
  coordinators.set('group', 1);
  await context.run(closed);

  assert.equal(cluster.count('JoinGroup'), 2);
  assert.equal(cluster.count('LeaveGroup'), 1);
});
