import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultLeaveGroupRequest,
  defaultMemberIdentity,
} from '@odradek/protocol/messages/13-leave-group';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { LEAVE_GROUP } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { GROUP, joinAlone, syncAlone } from '../testing/member-operations.ts';

for (let version = 0; version <= 5; version++) {
  test(`LeaveGroup version ${version} takes a member out, once`, async () => {
    const groups = { ...DEFAULT_BROKER_CONFIG.groups, groupInitialRebalanceDelayMs: 0 };
    const context = await BrokerContext.start({ config: { groups } });
    const client = context.connect();
    await createOffsetsTopic(context, client);
    const joined = await joinAlone(context, client, 9);
    await syncAlone(client, 5, joined);
    const { memberId } = joined;
    const hasMembers = version >= 3;
    const request = hasMembers
      ? { groupId: GROUP, memberId: '', members: [{ ...defaultMemberIdentity, memberId }] }
      : { ...defaultLeaveGroupRequest, groupId: GROUP, memberId };
    const left = await client.request(LEAVE_GROUP, version, request);
    const again = await client.request(LEAVE_GROUP, version, request);
    const errors = [left, again].map(({ errorCode, members }) => [
      errorCode,
      members.map((member) => member.errorCode),
    ]);
    const unknown = ErrorCode.UNKNOWN_MEMBER_ID;
    assert.deepEqual(
      errors,
      hasMembers
        ? [
            [0, [0]],
            [0, [unknown]],
          ]
        : [
            [0, []],
            [unknown, []],
          ],
    );
    const empty = await client.request(LEAVE_GROUP, version, { ...request, groupId: '' });
    assert.equal(empty.errorCode, ErrorCode.INVALID_GROUP_ID);
  });
}
