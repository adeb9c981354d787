import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type {
  FetchPartition,
  FetchRequest,
  FetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import { BrokerContext, type BrokerContextOptions } from '../testing/broker-context.ts';
import { FETCH } from '../testing/client-apis.ts';
import { createTopic, deleteTopic, produceBatch, produceValues } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, valuesIn } from '../testing/requests.ts';

const BY_NAME = 12;
const BY_ID = 13;
const INT32_MAX = 2_147_483_647;

interface Asked extends Partial<FetchRequest> {
  readonly partitions?: readonly Partial<FetchPartition>[];
  readonly forgotten?: readonly number[];
  readonly version?: number;
}

/** A topic of three partitions, whose partition 0 has 0:a 1:b, and a fetcher of it. */
async function sessionContext(options: BrokerContextOptions = {}) {
  const context = await BrokerContext.start(options);
  const client = context.connect();
  const topicId = await createTopic(client, 'orders', 3);
  await produceValues(client, 'orders', ['a', 'b']);
  return { context, client, topicId, ...fetcherOf(context, { topic: 'orders', topicId }) };
}

/** Sends the requests of a fetcher that knows a topic by name and id, on a connection of its own. */
function fetcherOf(
  context: BrokerContext,
  { topic, topicId }: { readonly topic: string; readonly topicId: Uuid },
) {
  const client = context.connect();
  const requestOf = ({ partitions = [], forgotten = [], version = BY_ID, ...options }: Asked) => {
    const name = version >= BY_ID ? { topicId } : { topic };
    const request = fetchRequest(name, partitions, options);
    const forgottenTopic = { topic: '', topicId: ZERO_UUID, ...name, partitions: forgotten };
    return {
      ...request,
      topics: partitions.length === 0 ? [] : request.topics,
      forgottenTopicsData: forgotten.length === 0 ? [] : [forgottenTopic],
    };
  };
  const fetch = (asked: Asked): Promise<FetchResponse> =>
    client.request(FETCH, asked.version ?? BY_ID, requestOf(asked));
  const send = (asked: Asked) => client.send(FETCH, asked.version ?? BY_ID, requestOf(asked));
  return { fetcher: client, fetch, send };
}

/** The partitions that were answered: index, error, high watermark and values of each. */
function told({ responses }: FetchResponse): readonly string[] {
  return responses.flatMap(({ partitions }) =>
    partitions.map(({ partitionIndex, errorCode, highWatermark, records }) => {
      const outcome = errorCode === ErrorCode.NONE ? `to ${highWatermark}` : `error ${errorCode}`;
      return [`${partitionIndex} ${outcome}`, ...valuesIn(records)].join(' ');
    }),
  );
}

const ALL = [from(0), from(0, 1), from(0, 2)];
const AT_END = [from(2), from(0, 1)];

for (const version of [7, BY_NAME, BY_ID, 18]) {
  test(`in version ${version} a session answers everything once, then what is new`, async () => {
    const { client, fetch } = await sessionContext();
    const full = await fetch({ version, sessionEpoch: 0, partitions: ALL });
    assert(full.sessionId > 0);
    assert.deepEqual(told(full), ['0 to 2 0:a 1:b', '1 to 0', '2 to 0']);
    const next = (sessionEpoch: number) => ({ version, sessionId: full.sessionId, sessionEpoch });
    assert.deepEqual(told(await fetch({ ...next(1), partitions: [from(2)] })), []);
    await produceBatch(client, 'orders', batchOf(['x']), 2);
    const news = await fetch(next(2));
    assert.equal(news.sessionId, full.sessionId);
    assert.deepEqual(told(news), ['2 to 1 0:x']);
    const { topic, topicId } = news.responses[0] ?? {};
    assert.equal(
      version < BY_ID ? topic : topicId,
      version < BY_ID ? 'orders' : full.responses[0]?.topicId,
    );
    assert.deepEqual(told(await fetch({ ...next(3), partitions: [from(1, 2)] })), []);
  });
}

test('before version 7 there are no sessions', async () => {
  const { fetch } = await sessionContext();
  const response = await fetch({ version: 6, sessionEpoch: 0, partitions: ALL });
  assert.equal(response.sessionId, 0);
  assert.equal(told(response).length, 3);
});

test('sessions have random ids, and do not know of each other', async () => {
  const { fetch } = await sessionContext();
  const ids: number[] = [];
  for (let count = 0; count < 20; count++) {
    const response = await fetch({ sessionEpoch: 0, partitions: ALL });
    ids.push(response.sessionId);
  }
  assert.equal(new Set(ids).size, 20);
  for (const sessionId of ids) {
    const { errorCode } = await fetch({ sessionId, sessionEpoch: 1 });
    assert.equal(errorCode, ErrorCode.NONE);
  }
});

for (const [what, asked, errorCode] of [
  ['of session 0 is of no session', { sessionId: 0, sessionEpoch: 1 }, 70],
  ['of a session that there is not is refused', { sessionId: 77, sessionEpoch: 1 }, 70],
  ['of a negative session is refused', { sessionId: -5, sessionEpoch: 1 }, 70],
  ['of an epoch before the final one is of a session', { sessionId: 0, sessionEpoch: -2 }, 70],
] as const) {
  test(`a request ${what}`, async () => {
    const { fetch } = await sessionContext();
    const response = await fetch({ ...asked, partitions: ALL });
    assert.equal(response.errorCode, errorCode);
    assert.equal(response.sessionId, 0);
    assert.deepEqual(response.responses, []);
  });
}

test('a request with an epoch that is not the next is refused and changes nothing', async () => {
  const { fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  for (const sessionEpoch of [2, INT32_MAX, -2]) {
    const refused = await fetch({ sessionId, sessionEpoch, partitions: [from(0)] });
    assert.equal(refused.errorCode, ErrorCode.INVALID_FETCH_SESSION_EPOCH);
    assert.equal(refused.sessionId, 0);
  }
  assert.deepEqual(told(await fetch({ sessionId, sessionEpoch: 1 })), []);
  const again = await fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(again.errorCode, ErrorCode.INVALID_FETCH_SESSION_EPOCH);
});

test('names and ids of topics cannot change in a session', async () => {
  const { fetch } = await sessionContext();
  for (const [version, other] of [
    [BY_NAME, BY_ID],
    [BY_ID, BY_NAME],
  ] as const) {
    const { sessionId } = await fetch({ version, sessionEpoch: 0, partitions: AT_END });
    const refused = await fetch({ version: other, sessionId, sessionEpoch: 1 });
    assert.equal(refused.errorCode, ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
    const next = await fetch({ version, sessionId, sessionEpoch: 1 });
    assert.equal(next.errorCode, ErrorCode.NONE);
  }
});

test('epoch -1 answers what it names outside of a session and ends the one that it names', async () => {
  const { fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const last = await fetch({ sessionId, sessionEpoch: -1, partitions: [from(1)] });
  assert.equal(last.sessionId, 0);
  assert.deepEqual(told(last), ['0 to 2 0:a 1:b']);
  const gone = await fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(gone.errorCode, ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
});

test('epoch 0 with the id of a session begins another in its place', async () => {
  const { fetch } = await sessionContext({ config: { maxIncrementalFetchSessionCacheSlots: 1 } });
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const other = await fetch({ sessionId, sessionEpoch: 0, partitions: AT_END });
  assert(other.sessionId > 0 && other.sessionId !== sessionId);
  const gone = await fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(gone.errorCode, ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
});

test('without room in max.incremental.fetch.session.cache.slots everything is answered in session 0', async () => {
  const { context, fetch } = await sessionContext({
    config: { maxIncrementalFetchSessionCacheSlots: 1 },
  });
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const other = await fetch({ sessionEpoch: 0, partitions: ALL });
  assert.equal(other.errorCode, ErrorCode.NONE);
  assert.equal(other.sessionId, 0);
  assert.equal(told(other).length, 3);
  await context.advance(120_001);
  const third = await fetch({ sessionEpoch: 0, partitions: ALL });
  assert(third.sessionId > 0);
  const evicted = await fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(evicted.errorCode, ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
});

test('partitions come into a session, change and leave it', async () => {
  const { client, fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const next = (sessionEpoch: number) => ({ sessionId, sessionEpoch });
  await produceBatch(client, 'orders', batchOf(['x']), 1);
  assert.deepEqual(told(await fetch({ ...next(1), forgotten: [1, 9] })), []);
  assert.deepEqual(told(await fetch({ ...next(2), partitions: [from(0, 1), from(1)] })), [
    '0 to 2 0:a 1:b',
    '1 to 1 0:x',
  ]);
  const both = { partitions: [from(0, 2)], forgotten: [2, 1] };
  assert.deepEqual(told(await fetch({ ...next(3), ...both })), ['0 to 2 0:a 1:b']);
});

test('a session without partitions ends; what its last request names is answered', async () => {
  const { fetch } = await sessionContext();
  const empty = await fetch({ sessionEpoch: 0 });
  assert(empty.sessionId > 0);
  assert.equal((await fetch({ sessionId: empty.sessionId, sessionEpoch: 1 })).sessionId, 0);
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const last = await fetch({
    sessionId,
    sessionEpoch: 1,
    partitions: [from(1)],
    forgotten: [0, 1],
  });
  assert.equal(last.sessionId, 0);
  assert.deepEqual(told(last), ['0 to 2 0:a 1:b']);
  const gone = await fetch({ sessionId, sessionEpoch: 2 });
  assert.equal(gone.errorCode, ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
});

test('an error is answered every time, and what comes after it is news', async () => {
  const { fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: [from(99), from(0, 1)] });
  const next = (sessionEpoch: number) => ({ sessionId, sessionEpoch });
  assert.deepEqual(told(await fetch(next(1))), ['0 error 1']);
  assert.deepEqual(told(await fetch(next(2))), ['0 error 1']);
  assert.deepEqual(told(await fetch({ ...next(3), partitions: [from(2)] })), ['0 to 2']);
  assert.deepEqual(told(await fetch(next(4))), []);
});

test('a log that begins later is news', async () => {
  const { context, fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const deleting = context.log('orders').deleteRecordsBefore(1 as Offset);
  await context.settle();
  await deleting;
  const { responses } = await fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(responses[0]?.partitions[0]?.logStartOffset, 1);
  assert.deepEqual(told(await fetch({ sessionId, sessionEpoch: 2 })), []);
});

test('partitions with records take turns, so that none starves behind a full answer', async () => {
  const { client, fetch } = await sessionContext();
  for (const partition of [1, 2]) await produceBatch(client, 'orders', batchOf(['x']), partition);
  const one = { maxBytes: 1 };
  const { sessionId } = await fetch({ ...one, sessionEpoch: 0, partitions: ALL });
  const turns: number[] = [];
  for (let sessionEpoch = 1; sessionEpoch <= 6; sessionEpoch++) {
    const { responses } = await fetch({ ...one, sessionId, sessionEpoch });
    turns.push(...responses.flatMap(({ partitions }) => partitions.map((p) => p.partitionIndex)));
  }
  assert.deepEqual(turns, [0, 1, 2, 0, 1, 2]);
});

test('a topic that is deleted is told, and that its id is another one when it is created anew', async () => {
  const { client, fetch } = await sessionContext();
  const sessions = [];
  for (const version of [BY_NAME, BY_ID]) {
    const partitions = [from(0, 1), from(0, 2)];
    const { sessionId } = await fetch({ version, sessionEpoch: 0, partitions });
    sessions.push((sessionEpoch: number) => fetch({ version, sessionId, sessionEpoch }));
  }
  const [byName, byId] = sessions;
  assert(byName !== undefined && byId !== undefined);
  await deleteTopic(client, 'orders');
  for (const fetchNext of [byName, byId]) {
    assert.deepEqual(told(await fetchNext(1)), ['1 error 3', '2 error 3']);
  }
  await createTopic(client, 'orders', 2);
  assert.deepEqual(told(await byName(2)), ['1 to 0', '2 error 3']);
  assert.deepEqual(told(await byName(3)), ['2 error 3']);
  assert.deepEqual(told(await byId(2)), [
    `1 error ${ErrorCode.INCONSISTENT_TOPIC_ID}`,
    '2 error 3',
  ]);
});

test('an id that no topic has is told until the session forgets it', async () => {
  const { context } = await sessionContext();
  const unknown = { topic: 'nowhere', topicId: 'nVJ1aXJhhNRtqLQ5qqbdKw' };
  const { fetch } = fetcherOf(context, unknown);
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: [from(0), from(0, 1)] });
  assert.deepEqual(told(await fetch({ sessionId, sessionEpoch: 1 })), [
    '0 error 100',
    '1 error 100',
  ]);
  const forgetting = { sessionId, sessionEpoch: 2, forgotten: [1] };
  assert.deepEqual(told(await fetch(forgetting)), ['0 error 100']);
});

test('a topic that is created later is found by its name', async () => {
  const { context, client } = await sessionContext();
  const { fetch } = fetcherOf(context, { topic: 'later', topicId: ZERO_UUID });
  const version = BY_NAME;
  const { sessionId } = await fetch({ version, sessionEpoch: 0, partitions: [from(0)] });
  await createTopic(client, 'later');
  assert.deepEqual(told(await fetch({ version, sessionId, sessionEpoch: 1 })), ['0 to 0']);
});

test('a request of a session that waits is answered by an append to any partition of the session', async () => {
  const { context, client, fetcher, fetch, send } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: [from(2), from(0, 1)] });
  const waiting = send({ sessionId, sessionEpoch: 1, maxWaitMs: 60_000 });
  assert.equal(fetcher.take(waiting), undefined);
  await produceBatch(client, 'orders', batchOf(['x']), 1);
  assert.deepEqual(told(await fetcher.response(waiting)), ['1 to 1 0:x']);
  assert.equal(context.waitingTimers, 0);
});

test('a request of a session that waited until another one came is refused, and what it knew is told again', async () => {
  const { context, client, topicId, fetcher, fetch, send } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  const waits = { sessionId, sessionEpoch: 1, maxWaitMs: 60_000 };
  const waiting = send(waits);
  const other = fetcherOf(context, { topic: 'orders', topicId });
  assert.deepEqual(told(await other.fetch({ sessionId, sessionEpoch: 2 })), []);
  await produceValues(client, 'orders', ['c']);
  const late = await fetcher.response(waiting);
  assert.equal(late.errorCode, ErrorCode.INVALID_FETCH_SESSION_EPOCH);
  assert.equal(late.sessionId, sessionId);
  assert.deepEqual(late.responses, []);
  assert.deepEqual(told(await other.fetch({ sessionId, sessionEpoch: 3 })), ['0 to 3 2:c']);
});

test('a fetcher whose connection is lost goes on with its session on another one', async () => {
  const { context, topicId, fetcher, fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  fetcher.socket.close();
  const other = fetcherOf(context, { topic: 'orders', topicId });
  assert.equal((await other.fetch({ sessionId, sessionEpoch: 1 })).errorCode, ErrorCode.NONE);
});

test('a session does not outlive the broker', async () => {
  const { context, topicId, fetch } = await sessionContext();
  const { sessionId } = await fetch({ sessionEpoch: 0, partitions: AT_END });
  await context.restart();
  const other = fetcherOf(context, { topic: 'orders', topicId });
  const { errorCode } = await other.fetch({ sessionId, sessionEpoch: 1 });
  assert.equal(errorCode, ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
});

test('partitions of a topic that do not stand together are answered as they stand', async () => {
  const { context, client, topicId } = await sessionContext();
  const otherId = await createTopic(client, 'payments');
  const request = fetchRequest({ topicId }, [from(0)], { sessionEpoch: 0 });
  const [orders] = request.topics;
  assert(orders !== undefined);
  const payments = { ...orders, topicId: otherId };
  const later = { ...orders, partitions: orders.partitions.map((p) => ({ ...p, partition: 1 })) };
  const topics = [orders, payments, later, payments];
  const { responses } = await context.connect().request(FETCH, BY_ID, { ...request, topics });
  assert.deepEqual(
    responses.map((topic) => topic.topicId),
    [topicId, otherId, topicId],
  );
});
