import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultSyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { SYNC_GROUP } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { GROUP, joinAlone, syncAlone } from '../testing/member-operations.ts';

async function contextWithMember() {
  const groups = { ...DEFAULT_BROKER_CONFIG.groups, groupInitialRebalanceDelayMs: 0 };
  const context = await BrokerContext.start({ config: { groups } });
  const client = context.connect();
  await createOffsetsTopic(context, client);
  return { context, client, joined: await joinAlone(context, client, 9) };
}

for (let version = 0; version <= 5; version++) {
  test(`SyncGroup version ${version} gives a member its part, and refuses a stranger`, async () => {
    const { client, joined } = await contextWithMember();
    const response = await syncAlone(client, version, joined);
    assert.deepEqual(response, {
      throttleTimeMs: 0,
      errorCode: ErrorCode.NONE,
      protocolType: version >= 5 ? 'consumer' : null,
      protocolName: version >= 5 ? 'range' : null,
      assignment: Buffer.from('part'),
    });
    const stranger = await syncAlone(client, version, { ...joined, memberId: 'nobody' });
    assert.equal(stranger.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
    const protocol = { protocolType: 'consumer', protocolName: 'range' };
    const request = { ...defaultSyncGroupRequest, ...protocol, groupId: '' };
    const { errorCode } = await client.request(SYNC_GROUP, version, request);
    assert.equal(errorCode, ErrorCode.INVALID_GROUP_ID);
  });
}

test('nobody gets a part before the assignment is durable', async () => {
  const { context, client, joined } = await contextWithMember();
  context.holdSyncs();
  const { memberId, generationId } = joined;
  const handedIn = client.send(SYNC_GROUP, 5, {
    ...defaultSyncGroupRequest,
    groupId: GROUP,
    memberId,
    generationId,
    protocolType: 'consumer',
    protocolName: 'range',
  });
  await context.settle();
  assert.equal(client.hasResponse(handedIn), false);
  context.releaseSyncs();
  assert.equal((await client.response(handedIn)).errorCode, ErrorCode.NONE);
});

test('from version 5 on a member has to say by which protocol', async () => {
  const { client, joined } = await contextWithMember();
  const { memberId, generationId } = joined;
  for (const change of [{ protocolType: 'consumer' }, { protocolName: 'range' }]) {
    const request = { ...defaultSyncGroupRequest, groupId: GROUP, memberId, generationId };
    const { errorCode } = await client.request(SYNC_GROUP, 5, { ...request, ...change });
    assert.equal(errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  }
});
