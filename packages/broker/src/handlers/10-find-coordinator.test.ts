import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultFindCoordinatorRequest } from '@odradek/protocol/messages/10-find-coordinator';

import { BrokerContext } from '../testing/broker-context.ts';
import { FIND_COORDINATOR } from '../testing/client-apis.ts';

for (let version = 0; version <= 6; version++) {
  test(`FindCoordinator version ${version} finds no coordinator for any key`, async () => {
    const client = (await BrokerContext.start()).connect();
    const response = await client.request(FIND_COORDINATOR, version, {
      ...defaultFindCoordinatorRequest,
      key: 'group',
      coordinatorKeys: ['group', 'other'],
    });
    const found = version >= 4 ? response.coordinators : [response];
    assert.equal(found.length, version >= 4 ? 2 : 1);
    for (const { errorCode, nodeId } of found) {
      assert.deepEqual([errorCode, nodeId], [ErrorCode.COORDINATOR_NOT_AVAILABLE, -1]);
    }
  });
}

test('FindCoordinator counts as refused while there are no coordinators', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  for (let count = 0; count < 2; count++) {
    await client.request(FIND_COORDINATOR, 3, { ...defaultFindCoordinatorRequest, key: 'group' });
  }
  assert.equal(context.refusedRequests.get(FIND_COORDINATOR.apiKey), 2);
});
