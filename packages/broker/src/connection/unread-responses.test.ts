import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, JOIN_GROUP } from '../testing/client-apis.ts';
import { createOffsetsTopic } from '../testing/group-operations.ts';
import { joinGroupRequest } from '../testing/member-operations.ts';
import { createTopic, produceValues } from '../testing/operations.ts';
import { fetchRequest, from } from '../testing/requests.ts';
import { readScrape } from '../testing/scraped-metrics.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const LARGE = 'x'.repeat(900_000);
const BYTES_MAX = 3_000_000;
const FETCH_ALL = fetchRequest(
  { topic: 'orders' },
  [{ ...from(0), partitionMaxBytes: BYTES_MAX }],
  { maxWaitMs: 0, maxBytes: BYTES_MAX },
);

/** A broker whose responses may have two of three batches in memory, and a client that reads none. */
async function startWithHog() {
  const groups = { ...DEFAULT_BROKER_CONFIG.groups, groupInitialRebalanceDelayMs: 60_000 };
  const config = { queuedMaxResponseBytes: 2_000_000, groups };
  const context = await BrokerContext.start({ config });
  const producer = context.connect();
  await createTopic(producer, 'orders');
  for (let batch = 0; batch < 3; batch++) await produceValues(producer, 'orders', [LARGE]);
  const hog = context.connect();
  hog.socket.setReading(false);
  hog.send(FETCH, 12, FETCH_ALL);
  await context.settle();
  assert.equal((memoryOf(context) ?? 0) > 2_700_000, true);
  return { context, hog };
}

function memoryOf(context: BrokerContext): number | undefined {
  return readScrape(context.metricsText).values.get('odradek_response_memory_bytes');
}

function recordBytes(client: VirtualClient, sent: ReturnType<typeof fetchAll>): number | undefined {
  const response = client.take(sent);
  return response?.responses[0]?.partitions[0]?.records?.byteLength;
}

function fetchAll(client: VirtualClient) {
  return client.send(FETCH, 12, FETCH_ALL);
}

test('fetches wait while responses that nobody reads have the memory, and go on once they are read', async () => {
  const { context, hog } = await startWithHog();
  const reader = context.connect();
  const sent = fetchAll(reader);
  await context.settle();
  assert.equal(reader.hasResponse(sent), false);
  hog.socket.setReading(true);
  await context.settle();
  assert.equal((recordBytes(reader, sent) ?? 0) > 2_700_000, true);
  assert.equal(hog.socket.isClosed, false);
  await context.settle();
  assert.equal(memoryOf(context), 0);
});

test('a fetch that has nothing to read does not wait for memory', async () => {
  const { context } = await startWithHog();
  const reader = context.connect();
  const atEnd = fetchRequest({ topic: 'orders' }, [from(3)], { maxWaitMs: 500 });
  const sent = reader.send(FETCH, 12, atEnd);
  await context.advance(500);
  assert.equal(recordBytes(reader, sent), 0);
});

test('a connection on which nothing leaves for ten seconds is closed if others wait for its memory', async () => {
  const { context, hog } = await startWithHog();
  await context.advance(60_000);
  assert.equal(hog.socket.isClosed, false);
  const reader = context.connect();
  const sent = fetchAll(reader);
  await context.advance(9_999);
  assert.deepEqual([hog.socket.isClosed, reader.hasResponse(sent)], [false, false]);
  await context.advance(1);
  assert.equal(hog.socket.isClosed, true);
  await context.settle();
  assert.equal((recordBytes(reader, sent) ?? 0) > 2_700_000, true);
  const { values } = readScrape(context.metricsText);
  const closed = 'odradek_connections_closed_total{reason="odradek.queued.max.response.bytes"}';
  assert.equal(values.get(closed), 1);
  assert.match(
    context.reports.join('\n'),
    /taken nothing of 1 responses, of which 27\d{5} bytes are unsent/,
  );
});

test('a connection whose responses wait behind another one for ten seconds is closed as well', async () => {
  const { context, hog } = await startWithHog();
  hog.socket.close();
  await context.settle();
  const waiting = context.connect();
  await createOffsetsTopic(context, waiting);
  // The first of its group waits for others: the Fetch behind it is read and has to wait for that.
  waiting.send(JOIN_GROUP, 0, joinGroupRequest());
  fetchAll(waiting);
  await context.settle();
  assert.equal((memoryOf(context) ?? 0) > 2_700_000, true);
  const reader = context.connect();
  const sent = fetchAll(reader);
  await context.advance(10_000);
  await context.settle();
  assert.equal(waiting.socket.isClosed, true);
  assert.equal((recordBytes(reader, sent) ?? 0) > 2_700_000, true);
});

test('a client that goes while its fetch waits for memory leaves nothing behind', async () => {
  const { context, hog } = await startWithHog();
  const reader = context.connect();
  fetchAll(reader);
  await context.settle();
  reader.socket.close();
  hog.socket.close();
  await context.settle();
  assert.equal(memoryOf(context), 0);
  const { values } = readScrape(context.metricsText);
  assert.equal(values.get('odradek_fetches_waiting_for_memory'), 0);
});
