import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultHeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { HEARTBEAT } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { GROUP, joinAlone, syncAlone } from '../testing/member-operations.ts';

for (let version = 0; version <= 4; version++) {
  test(`Heartbeat version ${version} keeps a member, and tells a stranger that it is one`, async () => {
    const groups = { ...DEFAULT_BROKER_CONFIG.groups, groupInitialRebalanceDelayMs: 0 };
    const context = await BrokerContext.start({ config: { groups } });
    const client = context.connect();
    await createOffsetsTopic(context, client);
    const joined = await joinAlone(context, client, 9);
    await syncAlone(client, 5, joined);
    const { memberId, generationId } = joined;
    const beat = async (change: object): Promise<number> => {
      const request = { ...defaultHeartbeatRequest, groupId: GROUP, generationId, memberId };
      return (await client.request(HEARTBEAT, version, { ...request, ...change })).errorCode;
    };
    for (let second = 0; second < 30; second += 5) {
      await context.advance(5000);
      assert.equal(await beat({}), ErrorCode.NONE);
    }
    assert.equal(await beat({ memberId: 'nobody' }), ErrorCode.UNKNOWN_MEMBER_ID);
    assert.equal(await beat({ generationId: 0 }), ErrorCode.ILLEGAL_GENERATION);
    assert.equal(await beat({ groupId: '' }), ErrorCode.INVALID_GROUP_ID);
    await context.advance(10_000);
    assert.equal(await beat({}), ErrorCode.UNKNOWN_MEMBER_ID);
  });
}
