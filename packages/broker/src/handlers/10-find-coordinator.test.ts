import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultFindCoordinatorRequest,
  type FindCoordinatorResponse,
} from '@odradek/protocol/messages/10-find-coordinator';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { FIND_COORDINATOR, METADATA } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const TRANSACTION = 1;
const SHARE = 2;
const NO_TYPE = 3;

function find(
  client: VirtualClient,
  version: number,
  keyType = 0,
): Promise<FindCoordinatorResponse> {
  return client.request(FIND_COORDINATOR, version, {
    ...defaultFindCoordinatorRequest,
    key: 'group',
    keyType,
    coordinatorKeys: ['group', 'other'],
  });
}

for (let version = 0; version <= 6; version++) {
  test(`FindCoordinator version ${version} creates __consumer_offsets and then finds the coordinator`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    const first = await find(client, version);
    for (const { errorCode, nodeId } of version >= 4 ? first.coordinators : [first]) {
      assert.deepEqual([errorCode, nodeId], [ErrorCode.COORDINATOR_NOT_AVAILABLE, -1]);
    }
    await context.settle();
    const response = await find(client, version);
    const found = version >= 4 ? response.coordinators : [response];
    assert.equal(found.length, version >= 4 ? 2 : 1);
    for (const { errorCode, nodeId, host, port } of found) {
      assert.deepEqual([errorCode, nodeId, host, port], [ErrorCode.NONE, 1, '10.0.0.7', 9092]);
    }
    if (version >= 1 && version < 4) assert.equal(response.errorMessage, 'NONE');
  });
}

test('__consumer_offsets is created with its partitions, and none of their logs is opened', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createOffsetsTopic(context, client);
  const { topics } = await client.request(METADATA, 12, {
    ...defaultMetadataRequest,
    topics: null,
  });
  assert.deepEqual(
    topics.map(({ name, isInternal, partitions }) => [name, isInternal, partitions.length]),
    [['__consumer_offsets', true, 50]],
  );
  assert.deepEqual(context.openLogs, []);
  assert.equal(context.waitingTimers, 0);
});

test('FindCoordinator for transactions counts as refused while there are no coordinators of them', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  for (let count = 0; count < 2; count++) {
    const { errorCode } = await find(client, 3, TRANSACTION);
    assert.equal(errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
  }
  assert.equal(context.refusedRequests.get(FIND_COORDINATOR.apiKey), 2);
});

test('FindCoordinator refuses share keys before version 6, and types that there are not', async () => {
  const client = (await BrokerContext.start()).connect();
  const share = await find(client, 5, SHARE);
  const unknown = await find(client, 6, NO_TYPE);
  for (const { errorCode } of [...share.coordinators, ...unknown.coordinators]) {
    assert.equal(errorCode, ErrorCode.INVALID_REQUEST);
  }
});
