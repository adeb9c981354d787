import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  readDescribeUserScramCredentialsResponse,
  writeDescribeUserScramCredentialsRequest,
} from '@odradek/protocol/messages/50-describe-user-scram-credentials';

import { BrokerContext } from '../testing/broker-context.ts';

const DESCRIBE = {
  apiKey: 50,
  writeRequest: writeDescribeUserScramCredentialsRequest,
  readResponse: readDescribeUserScramCredentialsResponse,
};

async function describe(names: readonly string[] | null) {
  const client = (await BrokerContext.start()).connect();
  const users = names === null ? null : names.map((name) => ({ name }));
  return client.request(DESCRIBE, 0, { users });
}

test('nobody has SCRAM credentials', async () => {
  for (const names of [null, []]) {
    const { errorCode, results } = await describe(names);
    assert.deepEqual([errorCode, results], [ErrorCode.NONE, []]);
  }
});

test('whoever is asked for by name is not found, and once only', async () => {
  const { errorCode, results } = await describe(['bob', 'alice', 'bob']);
  assert.equal(errorCode, ErrorCode.NONE);
  assert.deepEqual(results, [
    {
      user: 'bob',
      errorCode: ErrorCode.DUPLICATE_RESOURCE,
      errorMessage:
        'Cannot describe SCRAM credentials for the same user twice in a single request: bob',
      credentialInfos: [],
    },
    {
      user: 'alice',
      errorCode: ErrorCode.RESOURCE_NOT_FOUND,
      errorMessage: 'Attempt to describe a user credential that does not exist: alice',
      credentialInfos: [],
    },
  ]);
});
