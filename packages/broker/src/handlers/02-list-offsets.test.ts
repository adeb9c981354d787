import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';
import { CompressionType, ErrorCode, loadCompression } from '@odradek/protocol';
import type {
  ListOffsetsPartition,
  ListOffsetsPartitionResponse,
} from '@odradek/protocol/messages/02-list-offsets';

import { BrokerContext } from '../testing/broker-context.ts';
import { LIST_OFFSETS } from '../testing/client-apis.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf, listOffsetsRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

await loadCompression();

const LATEST = -1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;
const EARLIEST_LOCAL = -4;
const LATEST_TIERED = -5;
const EARLIEST_PENDING_UPLOAD = -6;
const NOTHING = { offset: -1, timestamp: -1, leaderEpoch: -1 };

/** Two batches: offsets 0 to 2 with the times 1000 to 1002, and 3 to 5 with 5000 to 5002. */
async function withRecords() {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders', 2);
  await produceBatch(client, 'orders', batchOf(['a', 'b', 'c'], 1000));
  const compression = CompressionType.GZIP;
  await produceBatch(client, 'orders', batchOf(['d', 'e', 'f'], 5000, { compression }));
  return { context, client };
}

async function list(
  client: VirtualClient,
  partition: Partial<ListOffsetsPartition>,
  version = 11,
): Promise<ListOffsetsPartitionResponse> {
  const request = listOffsetsRequest('orders', [partition]);
  const { topics } = await client.request(LIST_OFFSETS, version, request);
  const response = topics[0]?.partitions[0];
  assert(response !== undefined);
  return response;
}

function found({ errorCode, offset, timestamp, leaderEpoch }: ListOffsetsPartitionResponse) {
  assert.equal(errorCode, ErrorCode.NONE);
  return { offset, timestamp, leaderEpoch };
}

for (let version = 1; version <= 11; version++) {
  test(`ListOffsets version ${version} answers the start, the end, and the first record from a time on`, async () => {
    const { client } = await withRecords();
    const leaderEpoch = version >= 4 ? 0 : -1;
    for (const [timestamp, expected] of [
      [EARLIEST, { offset: 0, timestamp: -1, leaderEpoch }],
      [LATEST, { offset: 6, timestamp: -1, leaderEpoch }],
      [0, { offset: 0, timestamp: 1000, leaderEpoch }],
      [1001, { offset: 1, timestamp: 1001, leaderEpoch }],
      [1003, { offset: 3, timestamp: 5000, leaderEpoch }],
      [5002, { offset: 5, timestamp: 5002, leaderEpoch }],
      [5003, NOTHING],
      [2 ** 53 - 1, NOTHING],
    ] as const) {
      assert.deepEqual(found(await list(client, { timestamp }, version)), expected);
    }
  });
}

test('the greatest timestamp is answered with its record, not with the base of its batch', async () => {
  const { client } = await withRecords();
  await produceBatch(client, 'orders', batchOf(['g'], 3000));
  const response = await list(client, { timestamp: MAX_TIMESTAMP });
  assert.deepEqual(found(response), { offset: 5, timestamp: 5002, leaderEpoch: 0 });
});

test('an empty partition begins and ends at 0 and has no record of any time', async () => {
  const { client } = await withRecords();
  const partitionIndex = 1;
  for (const timestamp of [EARLIEST, LATEST, EARLIEST_LOCAL]) {
    const response = await list(client, { partitionIndex, timestamp });
    assert.deepEqual(found(response), { offset: 0, timestamp: -1, leaderEpoch: 0 });
  }
  for (const timestamp of [0, 1000, MAX_TIMESTAMP]) {
    assert.deepEqual(found(await list(client, { partitionIndex, timestamp })), NOTHING);
  }
});

test('without tiered storage the local log is all there is', async () => {
  const { client } = await withRecords();
  const local = await list(client, { timestamp: EARLIEST_LOCAL });
  assert.deepEqual(found(local), { offset: 0, timestamp: -1, leaderEpoch: 0 });
  for (const timestamp of [LATEST_TIERED, EARLIEST_PENDING_UPLOAD]) {
    assert.deepEqual(found(await list(client, { timestamp })), NOTHING);
  }
});

for (const [timestamp, version] of [
  [MAX_TIMESTAMP, 7],
  [EARLIEST_LOCAL, 8],
  [LATEST_TIERED, 9],
  [EARLIEST_PENDING_UPLOAD, 11],
  [-7, 12],
  [-1_000_000, 12],
] as const) {
  test(`the sentinel ${timestamp} is not served before version ${version}`, async () => {
    const { client } = await withRecords();
    for (let asked = 1; asked <= 11; asked++) {
      const { errorCode, offset } = await list(client, { timestamp }, asked);
      assert.equal(errorCode, asked < version ? ErrorCode.UNSUPPORTED_VERSION : ErrorCode.NONE);
      if (asked < version) assert.equal(offset, -1);
    }
  });
}

for (const [what, timestamp] of [
  ['2^53', OUT_OF_RANGE_INT64],
  ['-2^53', -OUT_OF_RANGE_INT64],
] as const) {
  test(`a timestamp of ${what}, where numbers end, is invalid for that partition only`, async () => {
    const { client } = await withRecords();
    const request = listOffsetsRequest('orders', [
      { timestamp },
      { timestamp: LATEST, partitionIndex: 1 },
    ]);
    const { topics } = await client.request(LIST_OFFSETS, 5, request);
    assert.deepEqual(
      topics[0]?.partitions.map(({ errorCode, offset }) => [errorCode, offset]),
      [
        [ErrorCode.INVALID_TIMESTAMP, -1],
        [ErrorCode.NONE, 0],
      ],
    );
  });
}

for (const hex of ['7fffffffffffffff', '8000000000000000', '0020000000000001']) {
  test(`a timestamp of 0x${hex} on the wire is invalid and does not close the connection`, async () => {
    const { client } = await withRecords();
    const request = listOffsetsRequest('orders', [{ timestamp: 0x123456789a }]);
    const { bytes, sent } = client.frame(LIST_OFFSETS, 1, request);
    Buffer.from(hex, 'hex').copy(bytes, bytes.indexOf(Buffer.from('000000123456789a', 'hex')));
    client.socket.send(bytes);
    const { topics } = await client.response(sent);
    assert.equal(topics[0]?.partitions[0]?.errorCode, ErrorCode.INVALID_TIMESTAMP);
    assert.equal(client.socket.isClosed, false);
  });
}

for (const [currentLeaderEpoch, errorCode] of [
  [-1, ErrorCode.NONE],
  [0, ErrorCode.NONE],
  [1, ErrorCode.UNKNOWN_LEADER_EPOCH],
  [-2, ErrorCode.FENCED_LEADER_EPOCH],
] as const) {
  test(`a client that believes in leader epoch ${currentLeaderEpoch} gets error ${errorCode}`, async () => {
    const { client } = await withRecords();
    const response = await list(client, { timestamp: LATEST, currentLeaderEpoch }, 4);
    assert.equal(response.errorCode, errorCode);
    assert.equal(response.offset, errorCode === ErrorCode.NONE ? 6 : -1);
  });
}

test('unknown topics and partitions are told apart from known ones', async () => {
  const { client } = await withRecords();
  for (const partitionIndex of [2, -1]) {
    const { errorCode } = await list(client, { timestamp: LATEST, partitionIndex });
    assert.equal(errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }
  const request = listOffsetsRequest('nowhere', [{ timestamp: LATEST }]);
  const { topics } = await client.request(LIST_OFFSETS, 5, request);
  assert.equal(topics[0]?.name, 'nowhere');
  assert.equal(topics[0]?.partitions[0]?.errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
});

test('a partition that is asked for twice is an invalid request, the others are answered', async () => {
  const { client } = await withRecords();
  const request = listOffsetsRequest('orders', [
    { timestamp: LATEST },
    { timestamp: LATEST, partitionIndex: 1 },
    { timestamp: EARLIEST },
  ]);
  const { topics } = await client.request(LIST_OFFSETS, 5, request);
  assert.deepEqual(
    topics[0]?.partitions.map(({ errorCode }) => errorCode),
    [ErrorCode.INVALID_REQUEST, ErrorCode.NONE, ErrorCode.INVALID_REQUEST],
  );
});

test('a request without topics is answered with nothing', async () => {
  const { client } = await withRecords();
  const request = { ...listOffsetsRequest('orders', []), topics: [] };
  assert.deepEqual((await client.request(LIST_OFFSETS, 11, request)).topics, []);
});

test('a timestamp that cannot be looked up because the disk fails is KAFKA_STORAGE_ERROR', async () => {
  const { context } = await withRecords();
  await context.restart();
  const client = context.connect();
  assert.equal((await list(client, { timestamp: 9999 })).offset, -1);
  context.disk.failLater({ operation: 'read' });
  assert.equal((await list(client, { timestamp: 1001 })).errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.equal((await list(client, { timestamp: 1001 })).offset, 1);
});
