import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';
import { ErrorCode, loadCompression } from '@odradek/protocol';
import type {
  FetchPartition,
  FetchRequest,
  FetchResponse,
  PartitionData,
} from '@odradek/protocol/messages/01-fetch';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH } from '../testing/client-apis.ts';
import {
  createTopic,
  fetchFrom,
  fetchValues,
  produceBatch,
  produceValues,
} from '../testing/operations.ts';
import { batchOf, fetchRequest, from, valuesIn } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

await loadCompression();

const ORDERS = { topic: 'orders' };
const UNKNOWN_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const BATCH_BYTES = batchOf(['a', 'b']).byteLength;

/** A topic of three partitions; partition 0 has the batches 0:a 1:b, 2:c 3:d, 4:e 5:f. */
async function withBatches(options = {}) {
  const context = await BrokerContext.start(options);
  const client = context.connect();
  const topicId = await createTopic(client, 'orders', 3);
  for (const values of [
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
  ]) {
    await produceValues(client, 'orders', values);
  }
  return { context, client, topicId };
}

async function fetchPartitions(
  client: VirtualClient,
  partitions: readonly Partial<FetchPartition>[],
  options: Partial<FetchRequest> = {},
): Promise<readonly PartitionData[]> {
  const request = fetchRequest(ORDERS, partitions, options);
  const { responses } = await client.request(FETCH, 12, request);
  return responses[0]?.partitions ?? [];
}

function valuesOf(response: FetchResponse | undefined): readonly string[] {
  return valuesIn(response?.responses[0]?.partitions[0]?.records);
}

for (let version = 4; version <= 18; version++) {
  test(`Fetch version ${version} answers whole batches from the one with the offset on`, async () => {
    const { client, topicId } = await withBatches();
    const request = fetchRequest({ topic: 'orders', topicId }, [from(2)]);
    const response = await client.request(FETCH, version, request);
    assert.equal(response.errorCode, ErrorCode.NONE);
    assert.equal(response.sessionId, 0);
    const topic = response.responses[0];
    if (version >= 13) assert.equal(topic?.topicId, topicId);
    else assert.equal(topic?.topic, 'orders');
    const partition = topic?.partitions[0];
    assert.equal(partition?.partitionIndex, 0);
    assert.equal(partition?.errorCode, ErrorCode.NONE);
    assert.equal(partition?.highWatermark, 6);
    assert.equal(partition?.lastStableOffset, 6);
    assert.equal(partition?.logStartOffset, version >= 5 ? 0 : -1);
    assert.equal(partition?.preferredReadReplica, -1);
    assert.equal(partition?.abortedTransactions, null);
    assert.deepEqual(valuesIn(partition?.records), ['2:c', '3:d', '4:e', '5:f']);
  });
}

test('an offset inside of a batch brings the whole batch', async () => {
  const { client } = await withBatches();
  assert.deepEqual(await fetchValues(client, 'orders', 3), ['2:c', '3:d', '4:e', '5:f']);
});

test('aborted transactions are listed, none, only for read_committed', async () => {
  const { client } = await withBatches();
  const [committed] = await fetchPartitions(client, [from(0)], { isolationLevel: 1 });
  assert.deepEqual(committed?.abortedTransactions, []);
  assert.equal(committed?.lastStableOffset, 6);
  assert.equal(valuesIn(committed?.records).length, 6);
  const [uncommitted] = await fetchPartitions(client, [from(0)], { isolationLevel: 0 });
  assert.equal(uncommitted?.abortedTransactions, null);
});

for (const restarted of [false, true]) {
  const where = restarted ? 'from disk' : 'from memory';
  test(`the limit of a partition cuts between batches, but lets the first one come (${where})`, async () => {
    const { context } = await withBatches();
    if (restarted) await context.restart();
    const client = context.connect();
    for (const [partitionMaxBytes, batches] of [
      [0, 1],
      [1, 1],
      [BATCH_BYTES, 1],
      [2 * BATCH_BYTES - 1, 1],
      [2 * BATCH_BYTES, 2],
    ] as const) {
      const [partition] = await fetchPartitions(client, [{ ...from(0), partitionMaxBytes }]);
      assert.equal(partition?.records?.byteLength, batches * BATCH_BYTES);
    }
  });

  test(`the limit of the response holds across partitions, and only the first batch may exceed it (${where})`, async () => {
    const { context, client: producer } = await withBatches();
    for (const partition of [1, 2]) {
      await produceBatch(producer, 'orders', batchOf(['x', 'y']), partition);
    }
    if (restarted) await context.restart();
    const client = context.connect();
    const asked = [from(1, 1), from(0, 0), from(0, 2)];
    for (const [maxBytes, batches] of [
      [0, [1, 0, 0]],
      [1, [1, 0, 0]],
      [BATCH_BYTES * 2, [1, 1, 0]],
      [BATCH_BYTES * 3, [1, 2, 0]],
      [BATCH_BYTES * 5, [1, 3, 1]],
    ] as const) {
      const partitions = await fetchPartitions(client, asked, { maxBytes });
      assert.deepEqual(
        partitions.map(({ partitionIndex }) => partitionIndex),
        [1, 0, 2],
      );
      const sizes = partitions.map(({ records }) => (records?.byteLength ?? 0) / BATCH_BYTES);
      assert.deepEqual(sizes, batches);
    }
  });
}

test('a limit below zero is no limit to read with', async () => {
  const { client } = await withBatches();
  const limited = [0, 1].map((partition) => ({ ...from(0, partition), partitionMaxBytes: -1 }));
  const wait = { maxWaitMs: 60_000, minBytes: 1 };
  const partitions = await fetchPartitions(client, limited, wait);
  assert.deepEqual(
    partitions.map(({ errorCode }) => errorCode),
    [ErrorCode.UNKNOWN_SERVER_ERROR, ErrorCode.NONE],
  );
  const [first, second] = await fetchPartitions(client, [from(0), from(0, 1)], { maxBytes: -1 });
  assert.equal(first?.errorCode, ErrorCode.UNKNOWN_SERVER_ERROR);
  assert.equal(second?.errorCode, ErrorCode.NONE);
});

test('a first batch that is larger than its partition may have can be enough', async () => {
  const { context, client } = await withBatches();
  const limited = [from(0, 1), from(0, 0)].map((asked) => ({ ...asked, partitionMaxBytes: 1 }));
  const wait = { maxWaitMs: 60_000, minBytes: BATCH_BYTES };
  const [, first] = await fetchPartitions(client, limited, wait);
  assert.deepEqual(valuesIn(first?.records), ['0:a', '1:b']);
  const more = fetchRequest(ORDERS, limited, { ...wait, minBytes: BATCH_BYTES + 1 });
  const sent = client.send(FETCH, 12, more);
  await context.advance(59_999);
  assert.equal(client.take(sent), undefined);
  await context.advance(1);
  assert.deepEqual(valuesIn(client.take(sent)?.responses[0]?.partitions[1]?.records), [
    '0:a',
    '1:b',
  ]);
});

test('the first batch comes although an empty partition stands before it', async () => {
  const { client } = await withBatches();
  const partitions = await fetchPartitions(client, [from(0, 1), from(0, 0)], { maxBytes: 1 });
  assert.deepEqual(
    partitions.map(({ records }) => records?.byteLength),
    [0, BATCH_BYTES],
  );
});

test('fetch.max.bytes bounds what a client may ask for', async () => {
  const { client } = await withBatches({ config: { fetchMaxBytes: 2 * BATCH_BYTES } });
  const [partition] = await fetchPartitions(client, [from(0)], { maxBytes: 2_147_483_647 });
  assert.equal(partition?.records?.byteLength, 2 * BATCH_BYTES);
});

test('a fetch at the end of the log answers nothing without an error', async () => {
  const { client } = await withBatches();
  for (const [offset, partition] of [
    [6, 0],
    [0, 1],
  ] as const) {
    const [end] = await fetchPartitions(client, [from(offset, partition)]);
    assert.equal(end?.errorCode, ErrorCode.NONE);
    assert.equal(end?.highWatermark, offset);
    assert.equal(end?.records?.byteLength, 0);
  }
});

for (const [what, fetchOffset] of [
  ['behind the end of the log', 7],
  ['before its start', -1],
  ['of 2^53, where numbers end', OUT_OF_RANGE_INT64],
  ['of -2^53', -OUT_OF_RANGE_INT64],
] as const) {
  test(`a fetchOffset ${what} is out of range for that partition only, and answered at once`, async () => {
    const { client } = await withBatches();
    const wait = { maxWaitMs: 60_000, minBytes: 1_000_000 };
    const partitions = await fetchPartitions(client, [from(fetchOffset), from(0, 1)], wait);
    assert.equal(partitions[0]?.errorCode, ErrorCode.OFFSET_OUT_OF_RANGE);
    assert.equal(partitions[0]?.highWatermark, -1);
    assert.equal(partitions[0]?.records?.byteLength, 0);
    assert.equal(partitions[1]?.errorCode, ErrorCode.NONE);
  });
}

for (const hex of ['7fffffffffffffff', '8000000000000000', '0020000000000001']) {
  test(`a fetchOffset of 0x${hex} on the wire is out of range and does not close the connection`, async () => {
    const { client } = await withBatches();
    const { bytes, sent } = client.frame(FETCH, 4, fetchRequest(ORDERS, [from(0x123456789a)]));
    const at = bytes.indexOf(Buffer.from('000000123456789a', 'hex'));
    Buffer.from(hex, 'hex').copy(bytes, at);
    client.socket.send(bytes);
    const { responses } = await client.response(sent);
    assert.equal(responses[0]?.partitions[0]?.errorCode, ErrorCode.OFFSET_OUT_OF_RANGE);
    assert.equal(client.socket.isClosed, false);
  });
}

for (const [currentLeaderEpoch, errorCode] of [
  [-1, ErrorCode.NONE],
  [0, ErrorCode.NONE],
  [1, ErrorCode.UNKNOWN_LEADER_EPOCH],
  [-2, ErrorCode.NONE],
] as const) {
  test(`a consumer that believes in leader epoch ${currentLeaderEpoch} gets error ${errorCode}`, async () => {
    const { client } = await withBatches();
    const [partition] = await fetchPartitions(client, [{ ...from(0), currentLeaderEpoch }]);
    assert.equal(partition?.errorCode, errorCode);
    assert.equal(partition?.records?.byteLength === 0, errorCode !== ErrorCode.NONE);
  });
}

test('unknown topics and partitions are told by name up to version 12, by id from 13 on', async () => {
  const { client, topicId } = await withBatches();
  for (const [version, reference, partition, errorCode] of [
    [12, { topic: 'nowhere' }, 0, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    [12, ORDERS, 3, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    [12, ORDERS, -1, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    [13, { topicId: UNKNOWN_ID }, 0, ErrorCode.UNKNOWN_TOPIC_ID],
    [13, { topic: 'orders' }, 0, ErrorCode.UNKNOWN_TOPIC_ID],
    [13, { topicId }, 3, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
  ] as const) {
    const request = fetchRequest(reference, [from(0, partition)], { maxWaitMs: 60_000 });
    const { responses } = await client.request(FETCH, version, request);
    assert.equal(responses[0]?.partitions[0]?.errorCode, errorCode);
    assert.equal(responses[0]?.partitions[0]?.partitionIndex, partition);
  }
});

test('a broker that follows a partition is refused, since it is no replica of it', async () => {
  const { client, topicId } = await withBatches();
  for (const version of [12, 17]) {
    const request = fetchRequest({ topic: 'orders', topicId }, [from(0)], {
      replicaId: 2,
      replicaState: { replicaId: 2, replicaEpoch: 1n },
    });
    const { responses } = await client.request(FETCH, version, request);
    assert.equal(responses[0]?.partitions[0]?.errorCode, ErrorCode.NOT_LEADER_OR_FOLLOWER);
  }
});

test('a fetch waits until max.wait.ms are over and then answers what there is', async () => {
  const { context, client } = await withBatches();
  const wait = { maxWaitMs: 500, minBytes: 10_000 };
  const sent = client.send(FETCH, 12, fetchRequest(ORDERS, [from(2)], wait));
  await context.advance(499);
  assert.equal(client.take(sent), undefined);
  await context.advance(1);
  assert.deepEqual(valuesOf(client.take(sent)), ['2:c', '3:d', '4:e', '5:f']);
  assert.equal(context.waitingTimers, 0);
});

test('a fetch that waits is answered by the append that brings enough bytes', async () => {
  const { context, client } = await withBatches();
  const producer = context.connect();
  const wait = { maxWaitMs: 60_000, minBytes: 2 * BATCH_BYTES };
  const sent = client.send(FETCH, 12, fetchRequest(ORDERS, [from(6)], wait));
  await produceValues(producer, 'orders', ['g', 'h']);
  await context.settle();
  assert.equal(client.take(sent), undefined);
  await produceBatch(producer, 'orders', batchOf(['x', 'y']), 1);
  assert.equal(client.take(sent), undefined);
  await produceValues(producer, 'orders', ['i', 'j']);
  assert.deepEqual(valuesOf(await client.response(sent)), ['6:g', '7:h', '8:i', '9:j']);
  assert.equal(context.waitingTimers, 0);
});

test('a fetch that waits on several partitions counts the bytes of all of them', async () => {
  const { context, client } = await withBatches();
  const producer = context.connect();
  const wait = { maxWaitMs: 60_000, minBytes: 2 * BATCH_BYTES };
  const partitions = [from(6), from(0, 1), from(0, 2)];
  const sent = client.send(FETCH, 12, fetchRequest(ORDERS, partitions, wait));
  await produceBatch(producer, 'orders', batchOf(['x', 'y']), 2);
  assert.equal(client.take(sent), undefined);
  await produceValues(producer, 'orders', ['g', 'h']);
  const { responses } = await client.response(sent);
  const values = responses[0]?.partitions.map(({ records }) => valuesIn(records));
  assert.deepEqual(values, [['6:g', '7:h'], [], ['0:x', '1:y']]);
  await context.advance(60_000);
  assert.equal(client.received.filter((id) => id === sent.correlationId).length, 1);
});

test('bytes beyond the limit of a partition do not count as there', async () => {
  const { context, client } = await withBatches();
  const limited = [{ ...from(0), partitionMaxBytes: BATCH_BYTES }];
  const wait = { maxWaitMs: 500, minBytes: 2 * BATCH_BYTES };
  const sent = client.send(FETCH, 12, fetchRequest(ORDERS, limited, wait));
  await context.settle();
  assert.equal(client.take(sent), undefined);
  await context.advance(500);
  assert.deepEqual(valuesOf(client.take(sent)), ['0:a', '1:b']);
});

test('a fetch does not wait for more bytes than its response may hold', async () => {
  const { client } = await withBatches();
  const wait = { maxWaitMs: 60_000, minBytes: 10_000, maxBytes: BATCH_BYTES };
  const [partition] = await fetchPartitions(client, [from(0)], wait);
  assert.deepEqual(valuesIn(partition?.records), ['0:a', '1:b']);
});

for (const [what, partitions, options] of [
  ['no time to wait', [from(6)], { maxWaitMs: 0, minBytes: 1 }],
  ['a negative time to wait', [from(6)], { maxWaitMs: -1, minBytes: 1 }],
  ['no bytes to wait for', [from(6)], { maxWaitMs: 60_000, minBytes: 0 }],
  ['no partition', [], { maxWaitMs: 60_000, minBytes: 1 }],
  ['enough bytes', [from(5)], { maxWaitMs: 60_000, minBytes: 1 }],
  ['an error in one partition', [from(6), from(99, 1)], { maxWaitMs: 60_000, minBytes: 1 }],
] as const) {
  test(`a fetch with ${what} is answered at once`, async () => {
    const { context, client } = await withBatches();
    const response = await client.request(FETCH, 12, fetchRequest(ORDERS, partitions, options));
    assert.equal(response.errorCode, ErrorCode.NONE);
    assert.equal(response.responses[0]?.partitions.length ?? 0, partitions.length);
    assert.equal(context.waitingTimers, 0);
  });
}

test('a fetch without topics is answered at once', async () => {
  const { client } = await withBatches();
  const request = { ...fetchRequest(ORDERS, [], { maxWaitMs: 60_000 }), topics: [] };
  const { responses } = await client.request(FETCH, 12, request);
  assert.deepEqual(responses, []);
});

test('a fetch whose connection closes while it waits leaves no timer and no answer', async () => {
  const { context, client } = await withBatches();
  const wait = { maxWaitMs: 60_000, minBytes: 1 };
  client.send(FETCH, 12, fetchRequest(ORDERS, [from(6)], wait));
  assert.equal(context.waitingTimers, 1);
  client.socket.close();
  assert.equal(context.waitingTimers, 0);
  await produceValues(context.connect(), 'orders', ['g']);
  assert.equal(client.socket.receive().byteLength, 0);
});

test('many consumers that wait for one partition are all answered by one append', async () => {
  const { context, client } = await withBatches();
  const wait = { maxWaitMs: 60_000, minBytes: 1 };
  const consumers = Array.from({ length: 50 }, () => context.connect());
  const sent = consumers.map((consumer) =>
    consumer.send(FETCH, 12, fetchRequest(ORDERS, [from(6)], wait)),
  );
  await produceValues(client, 'orders', ['g']);
  for (const [index, consumer] of consumers.entries()) {
    const request = sent[index];
    assert.deepEqual(valuesOf(request && (await consumer.response(request))), ['6:g']);
  }
});

test('a fetch that cannot read the disk is KAFKA_STORAGE_ERROR for that partition', async () => {
  const { context } = await withBatches();
  await context.restart();
  const client = context.connect();
  await fetchFrom(client, 'orders', 6);
  context.disk.failLater({ operation: 'read' });
  const partition = await fetchFrom(client, 'orders', 0);
  assert.equal(partition.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.equal(partition.records?.byteLength, 0);
  assert.equal((await fetchValues(client, 'orders', 0)).length, 6);
});

test('what was read from disk lies in memory that is used again once it was sent', async () => {
  const { context, client: producer } = await withBatches();
  const value = 'g'.repeat(20_000);
  await produceValues(producer, 'orders', [value]);
  await context.restart();
  const { readMemory } = context;
  const client = context.connect();
  for (let round = 0; round < 3; round++) {
    const partition = await fetchFrom(client, 'orders', 4);
    assert.deepEqual(valuesIn(partition.records), ['4:e', '5:f', `6:${value}`]);
    await context.settle();
    assert.equal(readMemory.bytesInUse, 0);
  }
  // The network writes over what was sent.
  const block = readMemory.tryTake(1);
  assert.equal(block?.includes(Buffer.alloc(20_000, 0xdb)), true);
  assert.equal(block.includes(value), false);
});

test('a fetch keeps no memory while it waits, nor when it cannot read, nor without its client', async () => {
  const { context } = await withBatches();
  await context.restart();
  const { readMemory } = context;
  const client = context.connect();
  const little = { ...from(0), partitionMaxBytes: 1 };
  const wait = { maxWaitMs: 60_000, minBytes: BATCH_BYTES + 1 };
  const sent = client.send(FETCH, 12, fetchRequest(ORDERS, [little], wait));
  await context.settle();
  assert.deepEqual([client.take(sent), readMemory.bytesInUse], [undefined, 0]);
  await context.advance(60_000);
  assert.deepEqual(valuesOf(client.take(sent)), ['0:a', '1:b']);
  context.disk.failLater({ operation: 'read' });
  const failed = await fetchFrom(client, 'orders', 0);
  assert.equal(failed.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  await context.settle();
  assert.equal(readMemory.bytesInUse, 0);
  client.send(FETCH, 12, fetchRequest(ORDERS, [from(0)]));
  client.socket.close();
  await context.settle();
  assert.equal(readMemory.bytesInUse, 0);
});

test('every record of a log of many segments is read, from every offset on', async () => {
  const topicDefaults = { segmentBytes: 300, indexIntervalBytes: 100 };
  const context = await BrokerContext.start({ topicDefaults });
  await createTopic(context.connect(), 'orders');
  const values = Array.from({ length: 30 }, (_, at) => `${at}:v${at}`);
  for (let at = 0; at < 30; at += 3) {
    const batch = [`v${at}`, `v${at + 1}`, `v${at + 2}`];
    assert.equal(await produceValues(context.connect(), 'orders', batch), at);
  }
  await context.restart();
  for (let start = 0; start < 30; start++) {
    const found: string[] = [];
    for (let offset = start; offset < 30; offset = Number(found.at(-1)?.split(':')[0]) + 1) {
      found.push(...(await fetchValues(context.connect(), 'orders', offset)));
    }
    assert.deepEqual(found, values.slice(start - (start % 3)));
  }
});

test('a partition that is unknown does not end the wait for the others', async () => {
  const { context, client } = await withBatches();
  const wait = { maxWaitMs: 500, minBytes: 10_000 };
  const request = fetchRequest(ORDERS, [from(6), from(0, 99)], wait);
  const sent = client.send(FETCH, 12, request);
  await context.advance(499);
  assert.equal(client.take(sent), undefined);
  await context.advance(1);
  const partitions = client.take(sent)?.responses[0]?.partitions;
  assert.deepEqual(
    partitions?.map(({ errorCode }) => errorCode),
    [ErrorCode.NONE, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
  );
});

test('a partition that stands many times is read once, from where it stands last', async () => {
  const { client } = await withBatches();
  const request = fetchRequest(ORDERS, [from(0), from(1), from(2)]);
  const { responses } = await client.request(FETCH, 12, request);
  assert.equal(responses[0]?.partitions.length, 1);
  assert.equal(valuesIn(responses[0]?.partitions[0]?.records)[0], '2:c');
});
