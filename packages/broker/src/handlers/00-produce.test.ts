import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType, computeCrc, CRC_AT, ErrorCode, loadCompression } from '@odradek/protocol';
import type { ProduceRequest } from '@odradek/protocol/messages/00-produce';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, LIST_OFFSETS, PRODUCE } from '../testing/client-apis.ts';
import {
  createTopic,
  fetchFrom,
  fetchValues,
  produceBatch,
  produceValues,
} from '../testing/operations.ts';
import {
  batchOf,
  fetchRequest,
  from,
  listOffsetsRequest,
  produceRequest,
  valuesIn,
} from '../testing/requests.ts';

await loadCompression();

const UNKNOWN_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const ORDERS = { topic: 'orders' };

async function withOrders(options = {}) {
  const context = await BrokerContext.start(options);
  const client = context.connect();
  const topicId = await createTopic(client, 'orders', 3);
  return { context, client, topicId };
}

/** A batch of one record with the bytes of an int64 field replaced, and a checksum that fits. */
function withInt64(batch: Buffer, at: number, value: bigint): Buffer {
  batch.writeBigInt64BE(value, at);
  batch.writeUInt32BE(computeCrc(batch), CRC_AT);
  return batch;
}

for (let version = 3; version <= 13; version++) {
  for (const acks of [1, -1]) {
    test(`Produce version ${version} with acks ${acks} answers the base offset of each batch`, async () => {
      const { client, topicId } = await withOrders();
      for (const baseOffset of [0, 2]) {
        const request = produceRequest({ topic: 'orders', topicId }, batchOf(['a', 'b']), { acks });
        const response = await client.request(PRODUCE, version, request);
        assert.equal(response.throttleTimeMs, 0);
        const topic = response.responses[0];
        assert.equal(topic?.name, version >= 13 ? '' : 'orders');
        if (version >= 13) assert.equal(topic?.topicId, topicId);
        const partition = topic?.partitionResponses[0];
        assert.equal(partition?.index, 0);
        assert.equal(partition?.errorCode, ErrorCode.NONE);
        assert.equal(partition?.baseOffset, baseOffset);
        assert.equal(partition?.logAppendTimeMs, -1);
        assert.equal(partition?.logStartOffset, version >= 5 ? 0 : -1);
        assert.deepEqual(partition?.recordErrors, []);
        assert.equal(partition?.errorMessage, null);
      }
      assert.deepEqual(await fetchValues(client, 'orders'), ['0:a', '1:b', '2:a', '3:b']);
    });
  }
}

test('a Produce request with acks 0 is not answered, and the batch is there', async () => {
  const { context, client } = await withOrders();
  client.received.length = 0;
  client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf(['a']), { acks: 0 }));
  await context.settle();
  assert.equal(client.socket.receive().byteLength, 0);
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a']);
  assert.equal(client.socket.isClosed, false);
});

test('an error with acks 0 closes the connection, since nothing else tells the producer', async () => {
  for (const request of [
    produceRequest({ topic: 'nowhere' }, batchOf(['a']), { acks: 0 }),
    produceRequest(ORDERS, Buffer.from('no batch'), { acks: 0 }),
  ]) {
    const { context, client } = await withOrders();
    client.send(PRODUCE, 9, request);
    await context.settle();
    assert.equal(client.socket.isClosed, true);
    assert.match(context.reports[0] ?? '', /Produce version 9 from client "virtual": acks=0/);
  }
});

test('a disk that fails under acks 0 closes the connection', async () => {
  const { context, client } = await withOrders();
  context.disk.failLater({ operation: 'datasync' });
  client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf(['a']), { acks: 0 }));
  await context.settle();
  assert.equal(client.socket.isClosed, true);
});

for (const acks of [2, -2, 32_767]) {
  test(`acks ${acks} is refused for each partition and nothing is appended`, async () => {
    const { client } = await withOrders();
    const request = produceRequest(ORDERS, batchOf(['a']), { acks });
    const { responses } = await client.request(PRODUCE, 9, request);
    const partition = responses[0]?.partitionResponses[0];
    assert.equal(partition?.errorCode, ErrorCode.INVALID_REQUIRED_ACKS);
    assert.equal(partition?.baseOffset, -1);
    assert.match(partition?.errorMessage ?? '', new RegExp(`acks was ${acks}`));
    assert.deepEqual(await fetchValues(client, 'orders'), []);
  });
}

test('several partitions of several topics are answered in the order in which they were asked', async () => {
  const { client } = await withOrders();
  await createTopic(client, 'payments', 2);
  const part = (index: number, value: string) => ({ index, records: batchOf([value]) });
  const request: ProduceRequest = {
    ...produceRequest(ORDERS, null),
    topicData: [
      { name: 'payments', topicId: UNKNOWN_ID, partitionData: [part(1, 'a'), part(0, 'b')] },
      { name: 'nowhere', topicId: UNKNOWN_ID, partitionData: [part(0, 'c')] },
      {
        name: 'orders',
        topicId: UNKNOWN_ID,
        partitionData: [part(2, 'd'), part(9, 'e'), part(-1, 'f'), part(0, 'g')],
      },
    ],
  };
  const { responses } = await client.request(PRODUCE, 9, request);
  const unknown = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  assert.deepEqual(
    responses.map(({ name, partitionResponses }) => [
      name,
      ...partitionResponses.map(({ index, errorCode }) => [index, errorCode]),
    ]),
    [
      ['payments', [1, 0], [0, 0]],
      ['nowhere', [0, unknown]],
      ['orders', [2, 0], [9, unknown], [-1, unknown], [0, 0]],
    ],
  );
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:g']);
  assert.deepEqual(await fetchValues(client, 'payments'), ['0:b']);
});

test('a partition that stands twice in a request gets one batch, and an error for the other', async () => {
  const { client } = await withOrders();
  const once = produceRequest(ORDERS, batchOf(['a']));
  const twice = { ...once, topicData: [...once.topicData, ...once.topicData] };
  const { responses } = await client.request(PRODUCE, 9, twice);
  assert.deepEqual(
    responses.map(({ partitionResponses }) => partitionResponses[0]?.errorCode),
    [ErrorCode.NONE, ErrorCode.INVALID_REQUEST],
  );
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a']);
});

test('a request without topics or partitions is answered at once', async () => {
  const { client } = await withOrders();
  for (const acks of [1, -1]) {
    const nothing = { ...produceRequest(ORDERS, null, { acks }), topicData: [] };
    assert.deepEqual((await client.request(PRODUCE, 9, nothing)).responses, []);
    const topicData = [{ name: 'orders', topicId: UNKNOWN_ID, partitionData: [] }];
    const { responses } = await client.request(PRODUCE, 9, { ...nothing, topicData });
    assert.deepEqual(responses[0]?.partitionResponses, []);
  }
});

test('in version 13 an id that no topic has is told apart from a partition that a topic has not', async () => {
  const { client, topicId } = await withOrders();
  for (const [reference, partition, errorCode] of [
    [{ topicId: UNKNOWN_ID }, 0, ErrorCode.UNKNOWN_TOPIC_ID],
    [{ topicId }, 3, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    [{ topic: 'orders' }, 0, ErrorCode.UNKNOWN_TOPIC_ID],
  ] as const) {
    const request = produceRequest(reference, batchOf(['a']), { partition });
    const { responses } = await client.request(PRODUCE, 13, request);
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, errorCode);
    assert.equal(responses[0]?.partitionResponses[0]?.baseOffset, -1);
  }
});

test('requests that are pipelined are appended and answered in their order', async () => {
  const { client } = await withOrders();
  client.received.length = 0;
  const sent = Array.from({ length: 20 }, (_, at) =>
    client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf([`v${at}`]))),
  );
  for (const [at, request] of sent.entries()) {
    const { responses } = await client.response(request);
    assert.equal(responses[0]?.partitionResponses[0]?.baseOffset, at);
  }
  assert.deepEqual(
    client.received,
    sent.map(({ correlationId }) => correlationId),
  );
});

for (const [name, compression] of Object.entries(CompressionType)) {
  test(`a batch compressed with ${name} is stored as it was sent, but for offset and epoch`, async () => {
    const { client } = await withOrders();
    const values = Array.from({ length: 50 }, (_, at) => `value ${at}`);
    for (const baseOffset of [0, 50]) {
      const batch = batchOf(values, 1_767_225_600_000, { compression });
      const response = await produceBatch(client, 'orders', Buffer.from(batch));
      assert.equal(response.baseOffset, baseOffset);
      const { records } = await fetchFrom(client, 'orders', baseOffset);
      batch.writeBigInt64BE(BigInt(baseOffset), 0);
      batch.writeInt32BE(0, 12);
      assert.deepEqual(records, batch);
    }
  });
}

test('zstd needs Produce version 7', async () => {
  const { client } = await withOrders();
  const batch = () => batchOf(['a'], 1_767_225_600_000, { compression: CompressionType.ZSTD });
  for (const [version, errorCode] of [
    [6, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE],
    [7, ErrorCode.NONE],
  ] as const) {
    const { responses } = await client.request(PRODUCE, version, produceRequest(ORDERS, batch()));
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, errorCode);
  }
});

const CORRUPT = batchOf(['a']);
CORRUPT.writeUInt8(CORRUPT.readUInt8(66) ^ 1, 66);

const REFUSED: Readonly<
  Record<string, readonly [records: () => Buffer | null, errorCode: number]>
> = {
  'null instead of records': [() => null, ErrorCode.INVALID_RECORD],
  'no records': [() => Buffer.alloc(0), ErrorCode.INVALID_RECORD],
  'two batches': [() => Buffer.concat([batchOf(['a']), batchOf(['b'])]), ErrorCode.INVALID_RECORD],
  'a batch with a wrong checksum': [() => Buffer.from(CORRUPT), ErrorCode.CORRUPT_MESSAGE],
  'a batch above message.max.bytes': [
    () => batchOf(['x'.repeat(2000)]),
    ErrorCode.MESSAGE_TOO_LARGE,
  ],
  'a batch that does not begin at offset 0': [
    () => batchOf(['a'], 1_767_225_600_000, { baseOffset: 7 }),
    ErrorCode.INVALID_RECORD,
  ],
  'a control batch': [
    () => batchOf(['a'], 1_767_225_600_000, { isControl: true }),
    ErrorCode.INVALID_RECORD,
  ],
  'a batch of a transaction': [
    () =>
      batchOf(['a'], 1_767_225_600_000, {
        producerId: 1n,
        producerEpoch: 0,
        baseSequence: 0,
        isTransactional: true,
      }),
    ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  ],
};

/** What the log refuses because of more than checksum and size says where the log begins. */
const REFUSED_WITH_LOG_START: ReadonlySet<string> = new Set([
  'a batch that does not begin at offset 0',
  'a control batch',
]);

for (const [what, [records, errorCode]] of Object.entries(REFUSED)) {
  test(`${what} changes nothing and is refused with error ${errorCode}`, async () => {
    const { context, client } = await withOrders({ topicDefaults: { maxMessageBytes: 1000 } });
    await produceValues(client, 'orders', ['first']);
    const operations = context.disk.operationsCount;
    const refused = await produceBatch(client, 'orders', records());
    assert.equal(refused.errorCode, errorCode);
    assert.equal(refused.baseOffset, -1);
    assert.equal(refused.logStartOffset, REFUSED_WITH_LOG_START.has(what) ? 0 : -1);
    assert.notEqual(refused.errorMessage ?? '', '');
    await context.settle();
    assert.equal(context.disk.operationsCount, operations);
    assert.equal(await produceValues(client, 'orders', ['second']), 1);
    assert.deepEqual(await fetchValues(client, 'orders'), ['0:first', '1:second']);
  });
}

function transactionalBatch(): Buffer {
  const producer = { producerId: 1n, producerEpoch: 0, baseSequence: 0 };
  return batchOf(['a'], 1_767_225_600_000, { ...producer, isTransactional: true });
}

test('transactional batches are refused as long as transactions are not served', async () => {
  const { client } = await withOrders();
  const request = { ...produceRequest(ORDERS, transactionalBatch()), transactionalId: 'payments' };
  const { responses } = await client.request(PRODUCE, 9, request);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.INVALID_TXN_STATE);
  assert.deepEqual(await fetchValues(client, 'orders'), []);
});

test('a transactional id changes nothing for a batch that is not transactional', async () => {
  const { client } = await withOrders();
  const request = { ...produceRequest(ORDERS, batchOf(['a'])), transactionalId: 'payments' };
  const { responses } = await client.request(PRODUCE, 9, request);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a']);
});

test('a transactional batch without a transactional id refuses the whole request', async () => {
  const { client } = await withOrders();
  const request = produceRequest(ORDERS, batchOf(['a']));
  const [topic] = request.topicData;
  assert(topic !== undefined);
  const partitionData = [...topic.partitionData, { index: 1, records: transactionalBatch() }];
  const { responses } = await client.request(PRODUCE, 9, {
    ...request,
    topicData: [{ ...topic, partitionData }],
  });
  assert.deepEqual(
    responses[0]?.partitionResponses.map(({ errorCode }) => errorCode),
    Array(2).fill(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED),
  );
  assert.deepEqual(await fetchValues(client, 'orders'), []);
});

test('clients do not write to internal topics', async () => {
  const { client } = await withOrders();
  await createTopic(client, '__consumer_offsets');
  const { errorCode } = await produceBatch(client, '__consumer_offsets', batchOf(['a']));
  assert.equal(errorCode, ErrorCode.INVALID_TOPIC_EXCEPTION);
});

test('records with a timestamp out of bounds are named one by one from version 8 on', async () => {
  const { context, client } = await withOrders();
  const now = context.clock.now();
  for (const [version, named] of [
    [7, []],
    [8, [1, 2]],
  ] as const) {
    // Timestamps are 1 ms apart: the second and third are more than an hour ahead.
    const records = batchOf(['a', 'b', 'c'], now + 3_600_000);
    const { responses } = await client.request(PRODUCE, version, produceRequest(ORDERS, records));
    const partition = responses[0]?.partitionResponses[0];
    assert.equal(partition?.errorCode, ErrorCode.INVALID_TIMESTAMP);
    assert.deepEqual(
      partition?.recordErrors.map(({ batchIndex }) => batchIndex),
      named,
    );
    assert.equal(partition?.errorMessage === null, version < 8);
  }
  const { errorCode } = await produceBatch(client, 'orders', batchOf(['a'], now + 3_600_000));
  assert.equal(errorCode, ErrorCode.NONE);
});

for (const [what, at, value] of [
  ['base timestamp', 27, 2n ** 53n],
  ['base timestamp', 27, 2n ** 63n - 1n],
  ['base timestamp', 27, -(2n ** 63n)],
] as const) {
  test(`a ${what} of ${value} in a batch is an invalid timestamp of that partition, no closed connection`, async () => {
    const { client } = await withOrders();
    const batch = withInt64(batchOf(['a']), at, value);
    const { errorCode } = await produceBatch(client, 'orders', batch);
    assert.equal(errorCode, ErrorCode.INVALID_TIMESTAMP);
    assert.equal(await produceValues(client, 'orders', ['b']), 0);
  });
}

test('a base offset beyond 2^53 in a batch is an invalid record of that partition', async () => {
  const { client } = await withOrders();
  const batch = batchOf(['a']);
  batch.writeBigInt64BE(2n ** 63n - 1n, 0);
  assert.equal((await produceBatch(client, 'orders', batch)).errorCode, ErrorCode.INVALID_RECORD);
  assert.equal(await produceValues(client, 'orders', ['b']), 0);
});

test('a maximal timestamp beyond 2^53 in the header of a batch does not get into the log', async () => {
  const { client } = await withOrders();
  const batch = withInt64(batchOf(['a']), 35, 2n ** 63n - 1n);
  const { errorCode } = await produceBatch(client, 'orders', batch);
  if (errorCode !== ErrorCode.NONE) return;
  const request = listOffsetsRequest('orders', [{ timestamp: -3 }]);
  const { topics } = await client.request(LIST_OFFSETS, 7, request);
  assert.equal(topics[0]?.partitions[0]?.timestamp, 1_767_225_600_000);
});

test('nothing is acknowledged, fetched or counted before its sync', async () => {
  const { context, client } = await withOrders();
  await produceValues(client, 'orders', ['first']);
  context.holdSyncs();
  const consumer = context.connect();
  const wait = { maxWaitMs: 60_000, minBytes: 1 };
  const poll = consumer.send(FETCH, 12, fetchRequest(ORDERS, [from(1)], wait));
  const sent = [1, -1].map((acks) =>
    client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf([`acks ${acks}`]), { acks })),
  );
  await context.settle();
  for (const request of sent) assert.equal(client.take(request), undefined);
  assert.equal(consumer.take(poll), undefined);
  const other = context.connect();
  assert.deepEqual(await fetchValues(other, 'orders'), ['0:first']);
  const fetched = await fetchFrom(other, 'orders', 1);
  assert.deepEqual([fetched.errorCode, fetched.highWatermark], [0, 1]);
  const latest = listOffsetsRequest('orders', [{ timestamp: -1 }]);
  const { topics } = await other.request(LIST_OFFSETS, 5, latest);
  assert.equal(topics[0]?.partitions[0]?.offset, 1);

  context.releaseSyncs();
  for (const request of sent) {
    const { responses } = await client.response(request);
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
  }
  const { responses } = await consumer.response(poll);
  assert.deepEqual(valuesIn(responses[0]?.partitions[0]?.records).slice(0, 1), ['1:acks 1']);
});

for (const operation of ['write', 'datasync', 'syncDirectory', 'rename'] as const) {
  test(`a failed ${operation} of the disk is KAFKA_STORAGE_ERROR, and no append to the directory succeeds any more`, async () => {
    const { context, client } = await withOrders();
    context.disk.failLater({ operation });
    const sent = ['a', 'b'].map((value) =>
      client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf([value]))),
    );
    for (const request of sent) {
      const partition = (await client.response(request)).responses[0]?.partitionResponses[0];
      assert.equal(partition?.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
      assert.equal(partition?.baseOffset, -1);
      assert.match(partition?.errorMessage ?? '', /orders-0 is offline.*EIO/);
    }
    const later = await produceBatch(client, 'orders', batchOf(['c']));
    assert.equal(later.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
    assert.deepEqual(
      context.events.map(({ type }) => type),
      ['log-directory-offline', 'log-offline'],
    );
    const elsewhere = await produceBatch(client, 'orders', batchOf(['d']), 1);
    assert.equal(elsewhere.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
    assert.equal(context.fatalErrors.length, 1);
  });
}

test('a full disk refuses an append, keeps reads going, and takes the next one when there is room', async () => {
  const { context, client } = await withOrders();
  assert.equal((await produceBatch(client, 'orders', batchOf(['a']))).errorCode, ErrorCode.NONE);
  context.disk.failLater({ operation: 'write', code: 'ENOSPC' });
  const refused = await produceBatch(client, 'orders', batchOf(['b']));
  assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.match(refused.errorMessage ?? '', /ENOSPC.*may be tried again.*Make room on the disk/);
  const later = await produceBatch(client, 'orders', batchOf(['c']));
  assert.equal(later.baseOffset, 1);
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a', '1:c']);
  assert.deepEqual(context.fatalErrors, []);
});

test('a log that cannot be opened now is opened again a second later', async () => {
  const { context, client } = await withOrders();
  context.disk.failLater({ operation: 'open', code: 'EMFILE' });
  const refused = await produceBatch(client, 'orders', batchOf(['a']));
  assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.match(refused.errorMessage ?? '', /EMFILE/);
  await context.advance(1_000);
  await produceBatch(client, 'orders', batchOf(['a']));
  await context.settle();
  assert.equal(await produceValues(client, 'orders', ['b']), 0);
});

test('appends are refused while no file can be opened, and go well thereafter', async () => {
  const { context, client } = await withOrders();
  assert.deepEqual(await fetchValues(client, 'orders'), []);
  context.disk.failLater({ operation: 'open', code: 'EMFILE' });
  const refused = await produceBatch(client, 'orders', batchOf(['a']));
  assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.match(refused.errorMessage ?? '', /EMFILE.*may be tried again/);
  const later = await produceBatch(client, 'orders', batchOf(['b']));
  assert.equal(later.errorCode, ErrorCode.NONE);
  assert.equal(later.baseOffset, 0);
});

test('one partition whose disk fails takes the others of the request with it: nobody knows what the disk has', async () => {
  const { context, client } = await withOrders();
  await produceBatch(client, 'orders', batchOf(['a']), 0);
  await produceBatch(client, 'orders', batchOf(['a']), 1);
  context.disk.failLater({ operation: 'datasync' });
  const part = (index: number) => ({ index, records: batchOf(['b']) });
  const request = produceRequest(ORDERS, null);
  const topicData = request.topicData.map((topic) => ({
    ...topic,
    partitionData: [part(0), part(1)],
  }));
  const { responses } = await client.request(PRODUCE, 9, { ...request, topicData });
  assert.deepEqual(
    responses[0]?.partitionResponses.map(({ errorCode, baseOffset }) => [errorCode, baseOffset]),
    [
      [ErrorCode.KAFKA_STORAGE_ERROR, -1],
      [ErrorCode.KAFKA_STORAGE_ERROR, -1],
    ],
  );
});

test('a partition whose folder belongs to another topic is offline, and no other', async () => {
  const { context, client } = await withOrders();
  await produceValues(client, 'orders', ['a']);
  await produceBatch(client, 'orders', batchOf(['b']), 1);
  await context.stop();
  const path = '/data/orders-0/partition.metadata';
  await context.disk.writeWhole(path, Buffer.from(`version: 0\ntopic_id: ${UNKNOWN_ID}`));
  await context.crash();
  const again = context.connect();
  const refused = await produceBatch(again, 'orders', batchOf(['c']), 0);
  assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.match(refused.errorMessage ?? '', /orders-0 belongs to a topic with the id/);
  assert.equal((await fetchFrom(again, 'orders', 0)).errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
  assert.equal((await produceBatch(again, 'orders', batchOf(['c']), 1)).baseOffset, 1);
});

test('what was acknowledged survives an orderly restart and a crash, and offsets go on', async () => {
  const { context, client } = await withOrders();
  await produceValues(client, 'orders', ['a', 'b']);
  await context.restart();
  assert.equal(await produceValues(context.connect(), 'orders', ['c']), 2);
  await context.crash();
  assert.equal(await produceValues(context.connect(), 'orders', ['d']), 3);
  const values = await fetchValues(context.connect(), 'orders');
  assert.deepEqual(values, ['0:a', '1:b', '2:c', '3:d']);
});
