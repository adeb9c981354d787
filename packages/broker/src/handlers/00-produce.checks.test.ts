import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { CompressionType, ErrorCode, type RecordBatchOptions } from '@odradek/protocol';
import type { ProduceResponse } from '@odradek/protocol/messages/00-produce';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';

import { BrokerContext, type BrokerContextOptions } from '../testing/broker-context.ts';
import { DELETE_TOPICS, PRODUCE } from '../testing/client-apis.ts';
import {
  createTopic,
  deleteTopic,
  fetchValues,
  openLogs,
  produceBatch,
} from '../testing/operations.ts';
import { HeldChecks } from '../testing/held-checks.ts';
import { batchOf, produceRequest } from '../testing/requests.ts';
import type { SentRequest, VirtualClient } from '../testing/virtual-client.ts';

const ORDERS = { topic: 'orders' };
const { GZIP, LZ4 } = CompressionType;
/** What a codec does not make small enough for a batch to be checked at once. */
const NOISE_BYTES = 12_000;

async function withHeldChecks(options: BrokerContextOptions = {}) {
  const checks = new HeldChecks();
  const context = await BrokerContext.start({ ...options, batchChecker: checks });
  const client = context.connect();
  await createTopic(client, 'orders', 2);
  await openLogs(client, 'orders', [0, 1]);
  return { context, client, checks };
}

/** A batch that is checked beside the event loop; its first record has the value. */
function large(value: string, options: RecordBatchOptions = {}): Buffer {
  const random = new SeededRandom(1);
  const noise = Array.from({ length: NOISE_BYTES }, () =>
    String.fromCharCode(33 + (random.uint32() % 90)),
  );
  return batchOf([value, noise.join('')], 1000, { compression: GZIP, ...options });
}

function send(client: VirtualClient, records: Buffer, acks = -1) {
  return client.send(PRODUCE, 9, { ...produceRequest(ORDERS, records), acks });
}

async function offsetsOf(client: VirtualClient, sent: readonly SentRequest<ProduceResponse>[]) {
  const offsets: (number | undefined)[] = [];
  for (const one of sent) {
    const { responses } = await client.response(one);
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
    offsets.push(responses[0].partitionResponses[0].baseOffset);
  }
  return offsets;
}

test('batches of a connection are checked beside each other and appended in their order', async () => {
  const { context, client, checks } = await withHeldChecks();
  const sent = ['a', 'b', 'c', 'd'].map((value) => send(client, large(value)));
  assert.equal(checks.count, 4);
  for (const place of [3, 1, 1]) checks.end(place);
  await context.settle();
  assert.equal(context.appended('orders'), 0, 'all wait for the first');
  checks.end(0);
  assert.equal(context.appended('orders'), 8);
  assert.deepEqual(await offsetsOf(client, sent), [0, 2, 4, 6]);
});

test('what takes no check waits for those before it on its connection, and for no other', async () => {
  const { context, client, checks } = await withHeldChecks();
  const sent = [send(client, large('checked')), send(client, batchOf(['plain']))];
  const other = context.connect();
  assert.equal((await produceBatch(other, 'orders', batchOf(['beside']))).baseOffset, 0);
  assert.equal(context.appended('orders'), 1);
  checks.end(0);
  assert.deepEqual(await offsetsOf(client, sent), [1, 3]);
  assert.deepEqual((await fetchValues(other, 'orders')).slice(0, 2), ['0:beside', '1:checked']);
});

test('an idempotent producer with five batches in flight has them all taken, whichever is checked first', async () => {
  const { client, checks } = await withHeldChecks();
  const sent = [0, 1, 2, 3, 4].map((index) =>
    send(client, large(`v${index}`, { producerId: 7n, producerEpoch: 0, baseSequence: index * 2 })),
  );
  for (const place of [4, 0, 2, 1, 0]) checks.end(place);
  assert.deepEqual(await offsetsOf(client, sent), [0, 2, 4, 6, 8]);
});

test('any other request of the connection begins when what was sent before it is appended', async () => {
  const { client, checks } = await withHeldChecks();
  const produced = send(client, large('a'));
  const deleted = client.send(DELETE_TOPICS, 5, {
    ...defaultDeleteTopicsRequest,
    topicNames: ['orders'],
  });
  const last = send(client, batchOf(['b']));
  checks.end(0);
  assert.deepEqual(await offsetsOf(client, [produced]), [0]);
  const { responses } = await client.response(deleted);
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE);
  const answer = await client.response(last);
  assert.notEqual(answer.responses[0]?.partitionResponses[0]?.baseOffset, 0);
});

test('the partitions of a request are checked beside each other and answered together', async () => {
  const { client, checks } = await withHeldChecks();
  const request = produceRequest(ORDERS, null);
  const partitionData = [0, 1].map((index) => ({ index, records: large(`p${index}`) }));
  const sent = client.send(PRODUCE, 9, {
    ...request,
    topicData: [{ ...request.topicData[0]!, partitionData }],
  });
  assert.equal(checks.count, 2);
  checks.end(1);
  assert.equal(client.hasResponse(sent), false);
  checks.end(0);
  const { responses } = await client.response(sent);
  assert.deepEqual(
    responses[0]?.partitionResponses.map(({ errorCode, baseOffset }) => [errorCode, baseOffset]),
    [
      [ErrorCode.NONE, 0],
      [ErrorCode.NONE, 0],
    ],
  );
});

test('a batch that is found to be bad keeps nothing from those behind it', async () => {
  const { client, checks } = await withHeldChecks();
  const bad = large('bad');
  bad[bad.length - 20]! ^= 1;
  const sent = [send(client, bad), send(client, large('good'))];
  checks.end(1);
  checks.end(0);
  const { responses } = await client.response(sent[0]!);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.CORRUPT_MESSAGE);
  assert.deepEqual(await offsetsOf(client, sent.slice(1)), [0]);
});

test('LogAppendTime is the time of the append, also of what was checked before', async () => {
  const { context, client, checks } = await withHeldChecks({
    topicDefaults: { messageTimestampType: 'LogAppendTime' },
  });
  const sent = send(client, large('a'));
  await context.advance(5_000);
  const now = context.clock.now();
  checks.end(0);
  const { responses } = await client.response(sent);
  assert.equal(responses[0]?.partitionResponses[0]?.logAppendTimeMs, now);
});

test('what is being checked when its connection closes is dropped, unless nobody would be told anyway', async () => {
  const { context, client, checks } = await withHeldChecks();
  send(client, large('acks all'));
  send(client, large('acks 0'), 0);
  client.socket.close();
  await context.settle();
  while (checks.count > 0) checks.end(0);
  await context.settle();
  assert.deepEqual((await fetchValues(context.connect(), 'orders')).slice(0, 1), ['0:acks 0']);
});

test('a topic that is deleted while its batch is checked has no partition any more', async () => {
  const { context, client, checks } = await withHeldChecks();
  const sent = send(client, large('a'));
  await deleteTopic(context.connect(), 'orders');
  checks.end(0);
  const { responses } = await client.response(sent);
  const { errorCode } = responses[0]?.partitionResponses[0] ?? {};
  assert.equal(errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
});

test('the records that are named as errors are bounded for the request, wherever they were found', async () => {
  const { context, client, checks } = await withHeldChecks();
  const ahead = context.clock.now() + 10_000_000_000;
  const values = Array.from({ length: 9000 }, (_, index) => `v${index * 7919}`);
  const records = batchOf(values, ahead, { compression: LZ4 });
  const request = produceRequest(ORDERS, null);
  const partitionData = [0, 1].map((index) => ({ index, records: Buffer.from(records) }));
  const sent = client.send(PRODUCE, 9, {
    ...request,
    topicData: [{ ...request.topicData[0]!, partitionData }],
  });
  assert.equal(checks.count, 2);
  while (checks.count > 0) checks.end(0);
  const { responses } = await client.response(sent);
  const named = responses[0]?.partitionResponses.map(({ recordErrors }) => recordErrors.length);
  const [first = 0, second] = named ?? [];
  assert.ok(first > 2000 && first <= 4000, `${first} of the first`);
  assert.equal(second, 1);
});

test('small batches are checked at once, what becomes large is not', async () => {
  const { context, client, checks } = await withHeldChecks();
  send(client, batchOf(['x'.repeat(20_000)], 1000, { compression: GZIP }));
  assert.equal(checks.count, 0);
  assert.equal(context.appended('orders'), 1);
  send(client, batchOf(['x'.repeat(80_000)], 1000, { compression: GZIP }));
  assert.equal(checks.count, 1);
});

test('with odradek.produce.validation=header nothing is inflated, of topics that are not compacted', async () => {
  for (const [isCompacted, checked] of [
    [false, 0],
    [true, 1],
  ] as const) {
    const { context, client, checks } = await withHeldChecks({
      topicDefaults: { produceValidation: 'header', isCompacted },
    });
    send(client, large('a'));
    assert.equal(checks.count, checked);
    assert.equal(context.appended('orders'), isCompacted ? 0 : 2);
  }
});
