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
/** What Apache Kafka 4.3.1 lists at the listener of a broker: key, lowest and highest version. */
const ANNOUNCED = `
  0:0-13 1:4-18 2:1-11 3:0-13 8:2-10 9:1-10 10:0-6 11:0-9 12:0-4 13:0-5 14:0-5 15:0-6 16:0-5
  17:0-1 18:0-4 19:2-7 20:1-6 21:0-2 22:0-5 23:2-4 24:0-5 25:0-4 26:0-5 27:1-2 28:0-5 29:1-3
  30:1-3 31:1-3 32:1-4 33:0-2 34:1-2 35:1-5 36:0-2 37:0-3 38:1-3 39:1-2 40:1-2 41:1-3 42:0-2
  43:0-2 44:0-1 45:0-1 46:0-0 47:0-0 48:0-1 49:0-1 50:0-0 51:0-0 55:0-2 57:0-2 60:0-2 61:0-0
  64:0-0 65:0-0 66:0-2 68:0-1 69:0-1 74:0-1 75:0-0 76:1-1 77:1-1 78:1-2 79:1-2 80:0-1 81:0-0
  83:0-0 84:0-0 85:0-1 86:0-0 87:0-1 88:0-0 89:0-0 90:0-1 91:0-0 92:0-0
`
  .trim()
  .split(/\s+/)
  .map((text) => {
    const [apiKey = 0, minVersion = 0, maxVersion = 0] = text.split(/[:-]/).map(Number);
    return { apiKey, minVersion, maxVersion };
  });

for (let version = 0; version <= 4; version++) {
  test(`ApiVersions version ${version} announces what Kafka 4.3.1 announces, Produce from version 0 on`, async () => {
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

test('the only feature is metadata.version, told from ApiVersions version 3 on', async () => {
  const client = (await BrokerContext.start()).connect();
  for (const version of [3, 4]) {
    const response = await client.request(API_VERSIONS, version, REQUEST);
    assert.deepEqual(response.supportedFeatures, [
      { name: 'metadata.version', minVersion: 7, maxVersion: 30 },
    ]);
    assert.deepEqual(response.finalizedFeatures, [
      { name: 'metadata.version', maxVersionLevel: 30, minVersionLevel: 30 },
    ]);
    assert(response.finalizedFeaturesEpoch >= 0n);
    assert.equal(response.zkMigrationReady, false);
  }
});

test('ApiVersions with its header cut off closes the connection', async () => {
  const client = (await BrokerContext.start()).connect();
  // Version 99 has a flexible header: client id "b" and no tagged fields after it.
  client.socket.send(Buffer.from('0000000b' + '00120063' + '00000007' + '000162', 'hex'));
  assert.equal(client.socket.isClosed, true);
});
