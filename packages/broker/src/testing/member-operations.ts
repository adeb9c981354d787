import {
  defaultJoinGroupRequest,
  type JoinGroupRequest,
  type JoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import {
  defaultSyncGroupRequest,
  type SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import type { BrokerContext } from './broker-context.ts';
import { JOIN_GROUP, SYNC_GROUP } from './client-apis.ts';
import type { SentRequest, VirtualClient } from './virtual-client.ts';

/** The group that members of tests join. */
export const GROUP = 'readers';

const FIRST_VERSION_WITH_MEMBER_ID_REQUIRED = 4;

/** A JoinGroup of a consumer that supports `range`. */
export function joinGroupRequest(change: Partial<JoinGroupRequest> = {}): JoinGroupRequest {
  return {
    ...defaultJoinGroupRequest,
    groupId: GROUP,
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 60_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.from('subscription') }],
    ...change,
  };
}

/** Sends the JoinGroup of a new member; one that is given an id first joins with it. */
export async function sendJoin(
  client: VirtualClient,
  version: number,
): Promise<SentRequest<JoinGroupResponse>> {
  if (version < FIRST_VERSION_WITH_MEMBER_ID_REQUIRED) {
    return client.send(JOIN_GROUP, version, joinGroupRequest());
  }
  const { memberId } = await client.request(JOIN_GROUP, version, joinGroupRequest());
  return client.send(JOIN_GROUP, version, joinGroupRequest({ memberId }));
}

/** Joins as the only member and waits until everybody has. */
export async function joinAlone(
  context: BrokerContext,
  client: VirtualClient,
  version: number,
): Promise<JoinGroupResponse> {
  const joined = await sendJoin(client, version);
  await context.settle();
  await context.advance(0);
  return client.response(joined);
}

/** The leader hands in what it gives itself. */
export function syncAlone(
  client: VirtualClient,
  version: number,
  { memberId, generationId }: JoinGroupResponse,
): Promise<SyncGroupResponse> {
  return client.request(SYNC_GROUP, version, {
    ...defaultSyncGroupRequest,
    groupId: GROUP,
    generationId,
    memberId,
    protocolType: 'consumer',
    protocolName: 'range',
    assignments: [{ memberId, assignment: Buffer.from('part') }],
  });
}
