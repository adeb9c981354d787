import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultApiVersionsRequest,
  readApiVersionsResponse,
} from '@odradek/protocol/messages/18-api-versions';

import { BrokerContext } from '../testing/broker-context.ts';
import { API_VERSIONS } from '../testing/client-apis.ts';

const REQUEST = {
  ...defaultApiVersionsRequest,
  clientSoftwareName: 'librdkafka',
  clientSoftwareVersion: '2.11.1',
};
const ANNOUNCED = [
  { apiKey: 0, minVersion: 0, maxVersion: 13 },
  { apiKey: 1, minVersion: 4, maxVersion: 18 },
  { apiKey: 2, minVersion: 1, maxVersion: 11 },
  { apiKey: 3, minVersion: 0, maxVersion: 13 },
  { apiKey: 10, minVersion: 0, maxVersion: 6 },
  { apiKey: 18, minVersion: 0, maxVersion: 4 },
  { apiKey: 19, minVersion: 2, maxVersion: 7 },
];

for (let version = 0; version <= 4; version++) {
  test(`ApiVersions version ${version} announces what is served, Produce from version 0 on`, async () => {
    const context = await BrokerContext.start();
    const response = await context.connect().request(API_VERSIONS, version, REQUEST);
    assert.equal(response.errorCode, ErrorCode.NONE);
    assert.deepEqual(response.apiKeys, ANNOUNCED);
  });

  test(`the response of ApiVersions version ${version} has a header of version 0`, async () => {
    const client = (await BrokerContext.start()).connect();
    const { sent } = { sent: client.send(API_VERSIONS, version, REQUEST) };
    const bytes = client.socket.receive();
    assert.equal(bytes.readInt32BE(0), bytes.byteLength - 4);
    assert.equal(bytes.readInt32BE(4), sent.correlationId);
    const body = new ByteReader(bytes.subarray(8));
    assert.deepEqual(readApiVersionsResponse(body, version).apiKeys, ANNOUNCED);
    assert.equal(body.remaining, 0);
  });
}

for (const version of [5, 99, 0x7fff, -1]) {
  test(`ApiVersions version ${version} is answered with version 0, error 35 and its own versions`, async () => {
    const client = (await BrokerContext.start()).connect();
    const frame = Buffer.from('0000000d0012000000000007000162000000000000', 'hex');
    frame.writeInt32BE(frame.byteLength - 4, 0);
    frame.writeInt16BE(version, 6);
    client.socket.send(frame);
    const body = '0023' + '00000001' + '001200000004';
    assert.equal(client.socket.receive().toString('hex'), `00000010${'00000007'}${body}`);
    assert.equal(client.socket.isClosed, false);
    const { errorCode } = await client.request(API_VERSIONS, 4, REQUEST);
    assert.equal(errorCode, ErrorCode.NONE);
  });
}

for (const name of ['', '-kafka', 'kafka.', 'apache kafka', 'größe', 'a\nb']) {
  test(`a client software name that could not stand in a metric is refused: ${JSON.stringify(name)}`, async () => {
    const client = (await BrokerContext.start()).connect();
    for (const request of [
      { ...REQUEST, clientSoftwareName: name },
      { ...REQUEST, clientSoftwareVersion: name },
    ]) {
      const response = await client.request(API_VERSIONS, 3, request);
      assert.equal(response.errorCode, ErrorCode.INVALID_REQUEST);
      assert.deepEqual(response.apiKeys, []);
    }
    assert.equal((await client.request(API_VERSIONS, 2, REQUEST)).errorCode, ErrorCode.NONE);
  });
}

test('a client software name of one character is fine', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = { ...REQUEST, clientSoftwareName: 'k', clientSoftwareVersion: '1' };
  assert.equal((await client.request(API_VERSIONS, 3, request)).errorCode, ErrorCode.NONE);
});
