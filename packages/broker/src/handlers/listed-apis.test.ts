import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteWriter } from '@odradek/base';
import { defaultApiVersionsRequest } from '@odradek/protocol/messages/18-api-versions';

import { BrokerContext } from '../testing/broker-context.ts';
import { API_VERSIONS } from '../testing/client-apis.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';
import { LISTED_APIS } from './listed-apis.ts';

/** Sends a request with a header that is right for flexible and for older versions, and no body. */
function sendHeader(client: VirtualClient, key: number, version: number): void {
  const writer = new ByteWriter();
  writer.writeInt32(12);
  writer.writeInt16(key);
  writer.writeInt16(version);
  writer.writeInt32(7);
  writer.writeInt16(-1);
  writer.writeInt16(0);
  client.socket.send(writer.toBuffer());
}

type UnknownVersion = readonly [name: string, key: number, version: number];

const RETIRED = [4, 5, 6, 7];
const OF_CONTROLLERS = [52, 53, 54, 56, 58, 59, 62, 63, 67, 70, 73, 82];
const OF_A_TELEMETRY_PLUG_IN = [71, 72];
const NEW_IN_KAFKA_4_4 = [93, 94];
const NEVER_GIVEN = [95, 200, 0x7fff, -1];
const UNLISTED_KEYS = [
  ...RETIRED,
  ...OF_CONTROLLERS,
  ...OF_A_TELEMETRY_PLUG_IN,
  ...NEW_IN_KAFKA_4_4,
  ...NEVER_GIVEN,
];

for (const key of UNLISTED_KEYS) {
  test(`API key ${key} is not listed and closes the connection`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    sendHeader(client, key, 0);
    assert.equal(client.socket.isClosed, true);
    assert.equal(client.socket.receive().byteLength, 0);
    assert.equal(context.reports.length, 1);
    const { errorCode } = await context
      .connect()
      .request(API_VERSIONS, 0, defaultApiVersionsRequest);
    assert.equal(errorCode, 0, 'others are served');
  });
}

/** Announced for old clients, and not spoken: Kafka closes the connection too. */
const ANNOUNCED_ONLY: readonly UnknownVersion[] = [
  ['Produce', 0, 0],
  ['Produce', 0, 1],
  ['Produce', 0, 2],
];
const OUT_OF_RANGE: readonly UnknownVersion[] = [
  ['Produce', 0, 14],
  ['Fetch', 1, 3],
  ['Metadata', 3, 14],
  ['Metadata', 3, -1],
  ['OffsetCommit', 8, 1],
  ['OffsetCommit', 8, 11],
];
/** In the codecs, but unstable in Kafka 4.3 or new in 4.4. */
const NOT_ANNOUNCED: readonly UnknownVersion[] = [
  ['InitProducerId', 22, 6],
  ['DeleteGroups', 42, 3],
  ['StreamsGroupHeartbeat', 88, 1],
];

for (const [name, key, version] of [...ANNOUNCED_ONLY, ...OUT_OF_RANGE, ...NOT_ANNOUNCED]) {
  test(`${name} version ${version} is unknown and closes the connection`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    sendHeader(client, key, version);
    assert.equal(client.socket.isClosed, true);
    assert.match(context.reports.join('\n'), new RegExp(`API ${name} version ${version} `));
  });
}

test('APIs are listed in the order of their keys', () => {
  const keys = [...LISTED_APIS.keys()];
  assert.deepEqual(
    keys,
    keys.toSorted((a, b) => a - b),
  );
  assert.deepEqual(
    keys,
    Array.from(LISTED_APIS.values(), ({ apiKey }) => apiKey),
  );
});
