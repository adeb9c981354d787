import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import type { AlterClientQuotasRequest } from '@odradek/protocol/messages/49-alter-client-quotas';

import { BrokerContext } from '../testing/broker-context.ts';
import { ALTER_CLIENT_QUOTAS, DESCRIBE_CLIENT_QUOTAS } from '../testing/client-apis.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const ENTITY = [{ entityType: 'user', entityName: 'bob' }];

function request(value: number | null, validateOnly = false): AlterClientQuotasRequest {
  const op = { key: 'producer_byte_rate', value: value ?? 0, remove: value === null };
  return { entries: [{ entity: ENTITY, ops: [op] }], validateOnly };
}

async function quotas(client: VirtualClient) {
  const all = { components: [], strict: false };
  return (await client.request(DESCRIBE_CLIENT_QUOTAS, 1, all)).entries;
}

const DONE = { errorCode: ErrorCode.NONE, errorMessage: null, entity: ENTITY };

for (const version of [0, 1]) {
  test(`version ${version}: a quota holds until it is removed, over a restart and a crash`, async () => {
    const context = await BrokerContext.start();
    const alter = (value: number | null, validateOnly?: boolean) =>
      context.connect().request(ALTER_CLIENT_QUOTAS, version, request(value, validateOnly));
    assert.deepEqual(await alter(5), { throttleTimeMs: 0, entries: [DONE] });
    const five = [{ entity: ENTITY, values: [{ key: 'producer_byte_rate', value: 5 }] }];
    await context.restart();
    assert.deepEqual(await quotas(context.connect()), five);
    assert.deepEqual((await alter(6, true)).entries, [DONE]);
    assert.deepEqual(await quotas(context.connect()), five);
    assert.deepEqual((await alter(0)).entries, [
      {
        errorCode: ErrorCode.INVALID_REQUEST,
        errorMessage: 'Quota producer_byte_rate must be greater than 0',
        entity: ENTITY,
      },
    ]);
    await context.crash();
    assert.deepEqual(await quotas(context.connect()), five);
    assert.deepEqual((await alter(null)).entries, [DONE]);
    assert.deepEqual(await quotas(context.connect()), []);
  });
}

test('a metadata log that cannot be written is told of every entity', async () => {
  const context = await BrokerContext.start();
  context.disk.failLater({ operation: 'datasync' });
  const client = context.connect();
  const { entries } = await client.request(ALTER_CLIENT_QUOTAS, 1, request(5));
  assert.deepEqual(
    entries.map(({ errorCode, entity }) => [errorCode, entity]),
    [[ErrorCode.KAFKA_STORAGE_ERROR, ENTITY]],
  );
});
