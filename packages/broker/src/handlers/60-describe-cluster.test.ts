import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeClusterRequest } from '@odradek/protocol/messages/60-describe-cluster';

import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_CLUSTER } from '../testing/client-apis.ts';

for (let version = 0; version <= 2; version++) {
  test(`DescribeCluster version ${version} answers the broker at the dialled address`, async () => {
    const client = (await BrokerContext.start()).connect();
    const response = await client.request(DESCRIBE_CLUSTER, version, {
      ...defaultDescribeClusterRequest,
      includeClusterAuthorizedOperations: true,
    });
    assert.deepEqual(response, {
      throttleTimeMs: 0,
      errorCode: ErrorCode.NONE,
      errorMessage: null,
      endpointType: 1,
      clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
      controllerId: 1,
      brokers: [{ brokerId: 1, host: '10.0.0.7', port: 9092, rack: null, isFenced: false }],
      clusterAuthorizedOperations: 8096,
    });
  });
}

test('authorized operations are told only to who asks', async () => {
  const client = (await BrokerContext.start()).connect();
  const response = await client.request(DESCRIBE_CLUSTER, 2, defaultDescribeClusterRequest);
  assert.equal(response.clusterAuthorizedOperations, -2147483648);
});

for (const [endpointType, expected, message] of [
  [2, ErrorCode.MISMATCHED_ENDPOINT_TYPE, /of type BROKER, but we wanted .* CONTROLLER$/],
  [0, ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, /^Unsupported endpoint type 0$/],
  [9, ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, /^Unsupported endpoint type 9$/],
] as const) {
  test(`nodes of type ${endpointType} are refused with error ${expected}`, async () => {
    const client = (await BrokerContext.start()).connect();
    const request = { ...defaultDescribeClusterRequest, endpointType };
    const response = await client.request(DESCRIBE_CLUSTER, 2, request);
    assert.equal(response.errorCode, expected);
    assert.match(response.errorMessage ?? '', message);
    assert.deepEqual(response.brokers, []);
  });
}
