import assert from 'node:assert/strict';
import { test } from 'node:test';

import { endTransactionMarkerBatch, ErrorCode } from '@odradek/protocol';
import type { FetchRequest, PartitionData } from '@odradek/protocol/messages/01-fetch';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH } from '../testing/client-apis.ts';
import { createTopic, openLogs, produceValues } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, valuesIn } from '../testing/requests.ts';

const VERSION = 12;
const TIMESTAMP = 1_767_225_600_000;
const LEADER_EPOCH = 0;
const BATCH_BYTES = batchOf(['a']).byteLength;
const MARKER_BYTES = endTransactionMarkerBatch({
  type: 'ABORT',
  producerId: 7n,
  producerEpoch: 0,
  coordinatorEpoch: 0,
  timestamp: TIMESTAMP,
}).byteLength;
const COMMITTED = { isolationLevel: 1 };
const WAIT = { maxWaitMs: 60_000, minBytes: 1 };

type Producer = 'alice' | 'bob' | 'carol';
const PRODUCER_IDS = { alice: 7n, bob: 8n, carol: 2n ** 62n } as const;

/** A partition to which producers write in transactions, which no request can do yet. */
async function withTransactions(steps: readonly Step[] = []) {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders', 2);
  await openLogs(client, 'orders', [0, 1]);
  const sequences = new Map<Producer, number>();
  const onDurable = (): void => {};

  const write = (producer: Producer, value: string, partition = 0): void => {
    const baseSequence = sequences.get(producer) ?? 0;
    sequences.set(producer, baseSequence + 1);
    const producerId = PRODUCER_IDS[producer];
    const options = { producerId, producerEpoch: 0, baseSequence, isTransactional: true };
    const batch = batchOf([value], TIMESTAMP, options);
    context.log('orders', partition).append(batch, { leaderEpoch: LEADER_EPOCH, onDurable });
  };

  const end = (producer: Producer, type: 'COMMIT' | 'ABORT', partition = 0): void => {
    const marker = {
      producerId: PRODUCER_IDS[producer],
      producerEpoch: 0,
      coordinatorEpoch: 0,
      type,
      transactionVersion: 1,
    };
    const options = { leaderEpoch: LEADER_EPOCH, onDurable };
    const { type: outcome } = context.log('orders', partition).endTransaction(marker, options);
    assert.equal(outcome, 'appended');
  };

  const requestOf = (offset: number, options: Partial<FetchRequest>) =>
    fetchRequest({ topic: 'orders' }, [from(offset)], { ...COMMITTED, ...options });
  const fetch = async (offset: number, options: Partial<FetchRequest> = {}) => {
    const { responses } = await client.request(FETCH, VERSION, requestOf(offset, options));
    const partition = responses[0]?.partitions[0];
    assert(partition !== undefined);
    return partition;
  };
  const wait = (offset: number, options: Partial<FetchRequest> = {}) =>
    client.send(FETCH, VERSION, requestOf(offset, { ...WAIT, ...options }));

  for (const [producer, what] of steps) {
    if (what === 'COMMIT' || what === 'ABORT') end(producer, what);
    else write(producer, what);
  }
  await context.settle();
  return { context, client, write, end, fetch, wait };
}

/** A record that a producer writes in a transaction, or how it ends it. */
type Step = readonly [Producer, string];

/** Offsets 0 to 9; alice's second transaction and bob's first lie inside of each other. */
const ENDED: readonly Step[] = [
  ['alice', 'a'],
  ['alice', 'ABORT'],
  ['bob', 'b'],
  ['alice', 'c'],
  ['alice', 'ABORT'],
  ['bob', 'd'],
  ['bob', 'ABORT'],
  ['carol', 'e'],
  ['carol', 'COMMIT'],
  ['alice', 'f'],
  ['alice', 'COMMIT'],
];

/** The same with two that are open: bob's from 12 on, alice's from 13 on. */
const OPEN: readonly Step[] = [
  ...ENDED,
  ['carol', 'g'],
  ['bob', 'h'],
  ['alice', 'i'],
  ['carol', 'ABORT'],
];

function abortedIn({ abortedTransactions }: PartitionData): readonly string[] | null {
  const names = Object.entries(PRODUCER_IDS);
  return (
    abortedTransactions?.map(({ producerId, firstOffset }) => {
      return `${names.find(([, id]) => id === producerId)?.[0]} from ${firstOffset}`;
    }) ?? null
  );
}

function offsetsIn({ records }: PartitionData): readonly number[] {
  return valuesIn(records).map((value) => Number.parseInt(value, 10));
}

function offsetsFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}

for (const [start, expected] of [
  [0, ['alice from 0', 'alice from 3', 'bob from 2']],
  [1, ['alice from 0', 'alice from 3', 'bob from 2']],
  [2, ['alice from 3', 'bob from 2']],
  [4, ['alice from 3', 'bob from 2']],
  [5, ['bob from 2']],
  [6, ['bob from 2']],
  [7, []],
  [10, []],
] as const) {
  test(`read_committed from ${start} on lists the aborted transactions that end there or later, in the order of their markers`, async () => {
    const { fetch } = await withTransactions(ENDED);
    const partition = await fetch(start);
    assert.deepEqual(offsetsIn(partition), offsetsFrom(start, 11));
    assert.deepEqual(abortedIn(partition), expected);
    assert.equal(partition.lastStableOffset, 11);
  });
}

for (const [bytes, last, expected] of [
  [BATCH_BYTES, 0, ['alice from 0']],
  [2 * BATCH_BYTES + MARKER_BYTES, 2, ['alice from 0', 'bob from 2']],
  [3 * BATCH_BYTES + MARKER_BYTES, 3, ['alice from 0', 'alice from 3', 'bob from 2']],
] as const) {
  test(`an answer that ends with offset ${last} lists the aborted transactions that have begun by then`, async () => {
    const { fetch } = await withTransactions(ENDED);
    const partition = await fetch(0, { maxBytes: bytes });
    assert.deepEqual(offsetsIn(partition), offsetsFrom(0, last + 1));
    assert.deepEqual(abortedIn(partition), expected);
  });
}

test('a transaction that is open bounds what read_committed gets, and nothing else', async () => {
  const { fetch } = await withTransactions(OPEN);
  const committed = await fetch(0);
  assert.deepEqual(offsetsIn(committed), offsetsFrom(0, 12));
  const uncommitted = await fetch(0, { isolationLevel: 0 });
  assert.deepEqual(offsetsIn(uncommitted), offsetsFrom(0, 15));
  assert.equal(uncommitted.abortedTransactions, null);
  for (const { lastStableOffset, highWatermark } of [committed, uncommitted]) {
    assert.deepEqual([lastStableOffset, highWatermark], [12, 15]);
  }
});

for (const offset of [12, 13, 15]) {
  test(`read_committed from ${offset} on, at or behind the last stable offset, gets nothing and no error`, async () => {
    const { fetch } = await withTransactions(OPEN);
    const partition = await fetch(offset);
    assert.equal(partition.errorCode, ErrorCode.NONE);
    assert.deepEqual([partition.lastStableOffset, partition.highWatermark], [12, 15]);
    assert.equal(partition.records?.byteLength, 0);
    assert.deepEqual(abortedIn(partition), []);
  });
}

test('read_committed behind the end of the log is out of range', async () => {
  const { fetch } = await withTransactions(OPEN);
  const partition = await fetch(16);
  assert.equal(partition.errorCode, ErrorCode.OFFSET_OUT_OF_RANGE);
  assert.equal(partition.lastStableOffset, -1);
  assert.equal(partition.abortedTransactions, null);
});

test('the same is answered after a restart and after a crash', async () => {
  const { context } = await withTransactions(OPEN);
  for (const how of ['restart', 'crash'] as const) {
    await context[how]();
    const request = fetchRequest({ topic: 'orders' }, [from(0)], COMMITTED);
    const { responses } = await context.connect().request(FETCH, VERSION, request);
    const partition = responses[0]?.partitions[0];
    assert(partition !== undefined);
    assert.deepEqual(offsetsIn(partition), offsetsFrom(0, 12));
    assert.equal(partition.lastStableOffset, 12);
    const expected = ['alice from 0', 'alice from 3', 'bob from 2', 'carol from 11'];
    assert.deepEqual(abortedIn(partition), expected);
  }
});

for (const type of ['COMMIT', 'ABORT'] as const) {
  test(`a fetch for read_committed that waits is answered by the marker of a ${type}`, async () => {
    const { context, client, wait, write, end } = await withTransactions();
    const sent = wait(0);
    write('alice', 'a');
    await context.settle();
    write('alice', 'b');
    await context.settle();
    assert.equal(client.take(sent), undefined);
    end('alice', type);
    const { responses } = await client.response(sent);
    const partition = responses[0]?.partitions[0];
    assert(partition !== undefined);
    assert.deepEqual(offsetsIn(partition), [0, 1, 2]);
    assert.deepEqual(abortedIn(partition), type === 'ABORT' ? ['alice from 0'] : []);
    assert.equal(context.waitingTimers, 0);
  });
}

test('a marker that is not durable yet wakes nobody', async () => {
  const { context, client, wait, end } = await withTransactions([['alice', 'a']]);
  const sent = wait(0);
  context.holdSyncs();
  end('alice', 'COMMIT');
  await context.settle();
  assert.equal(client.take(sent), undefined);
  context.releaseSyncs();
  const { responses } = await client.response(sent);
  assert.equal(responses[0]?.partitions[0]?.lastStableOffset, 2);
});

test('the marker of one transaction wakes nobody while an earlier one is open', async () => {
  const { context, client, wait, end } = await withTransactions([
    ['alice', 'a'],
    ['bob', 'b'],
  ]);
  const sent = wait(0);
  end('bob', 'COMMIT');
  await context.settle();
  assert.equal(client.take(sent), undefined);
  end('alice', 'ABORT');
  const { responses } = await client.response(sent);
  const partition = responses[0]?.partitions[0];
  assert(partition !== undefined);
  assert.deepEqual(offsetsIn(partition), [0, 1, 2, 3]);
  assert.deepEqual(abortedIn(partition), ['alice from 0']);
});

test('bytes behind the last stable offset do not count for min.bytes of read_committed', async () => {
  const { context, client, wait, write, end } = await withTransactions([['carol', 'a']]);
  const committed = wait(0, { minBytes: 2 * BATCH_BYTES });
  const other = context.connect();
  const request = fetchRequest({ topic: 'orders' }, [from(0)], WAIT);
  const uncommitted = other.send(FETCH, VERSION, { ...request, minBytes: 4 * BATCH_BYTES });
  await produceValues(context.connect(), 'orders', ['b']);
  write('bob', 'c');
  write('bob', 'd');
  await context.settle();
  assert.equal(client.take(committed), undefined);
  const all = other.take(uncommitted)?.responses[0]?.partitions[0];
  assert(all !== undefined);
  assert.deepEqual(offsetsIn(all), [0, 1, 2, 3]);
  // The last stable offset is 2 then, and 2 batches are before it.
  end('carol', 'ABORT');
  const { responses } = await client.response(committed);
  const partition = responses[0]?.partitions[0];
  assert(partition !== undefined);
  assert.deepEqual(offsetsIn(partition), [0, 1]);
  assert.deepEqual([partition.lastStableOffset, partition.highWatermark], [2, 5]);
});

test('a fetch for read_committed is answered with what is stable when its time is over', async () => {
  const { context, client, wait } = await withTransactions(OPEN);
  const sent = wait(12);
  await context.advance(WAIT.maxWaitMs);
  const partition = client.take(sent)?.responses[0]?.partitions[0];
  assert.equal(partition?.records?.byteLength, 0);
  assert.equal(partition.lastStableOffset, 12);
});

test('bytes of all partitions count as far as they are stable', async () => {
  const { context, client, write, end } = await withTransactions();
  const request = fetchRequest({ topic: 'orders' }, [from(0), from(0, 1)], {
    ...WAIT,
    ...COMMITTED,
    minBytes: 2 * BATCH_BYTES,
  });
  const sent = client.send(FETCH, VERSION, request);
  write('alice', 'a', 1);
  await produceValues(context.connect(), 'orders', ['b']);
  await context.settle();
  assert.equal(client.take(sent), undefined);
  end('alice', 'COMMIT', 1);
  const { responses } = await client.response(sent);
  assert.deepEqual(responses[0]?.partitions.map(offsetsIn), [[0], [0, 1]]);
});

test('in a session a marker that lets the last stable offset rise is answered with its records', async () => {
  const { context, client, wait, end } = await withTransactions([['alice', 'a']]);
  const full = await client.response(wait(0, { sessionEpoch: 0, maxWaitMs: 0 }));
  assert.equal(full.responses[0]?.partitions[0]?.lastStableOffset, 0);
  const { sessionId } = full;
  const next = { ...fetchRequest({}, [], { ...WAIT, ...COMMITTED, sessionId }), topics: [] };
  const sent = client.send(FETCH, VERSION, { ...next, sessionEpoch: 1 });
  await context.settle();
  assert.equal(client.take(sent), undefined);
  end('alice', 'COMMIT');
  const news = await client.response(sent);
  assert.deepEqual(news.responses[0]?.partitions.map(offsetsIn), [[0, 1]]);
});
