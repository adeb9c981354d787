import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, PRODUCE } from '../testing/client-apis.ts';
import { createTopic } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest } from '../testing/requests.ts';
import { SlowRequestLog } from './slow-request-log.ts';

/** A Produce that took 2 s. */
const SENT = {
  apiKey: 0,
  apiName: 'Produce',
  apiVersion: 12,
  clientId: 'orders',
  remoteAddress: '10.0.0.9:40812',
  byteLength: 1_150,
  responseBytes: 56,
  receivedMs: 0,
  startedMs: 1,
  handledMs: 2,
  answeredMs: 2_000,
  sendingMs: 2_000,
  sentMs: 2_000,
  throttledMs: 0,
};

const SLOW = /^Slow request: /;

function slowReports({ reports }: BrokerContext): readonly string[] {
  return reports.filter((report) => SLOW.test(report));
}

/** Produces a batch whose sync takes `syncMs`. */
async function produceSlowly(context: BrokerContext, syncMs: number): Promise<void> {
  const client = context.connect();
  context.holdSyncs();
  const sent = client.send(PRODUCE, 12, produceRequest({ topic: 'orders' }, batchOf(['apple'])));
  await context.settle();
  await context.advance(syncMs);
  context.releaseSyncs();
  await client.response(sent);
}

test('a Produce that waited long for the disk is told with the time of each phase', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await produceSlowly(context, 1_200);
  const [line, ...others] = slowReports(context);
  assert.deepEqual(others, []);
  assert.match(
    line ?? '',
    /^Slow request: api=Produce version=12 client\.id="[^"]*" client=virtual client total\.ms=1200\.0 queue\.ms=0\.0 local\.ms=0\.0 remote\.ms=1200\.0 throttle\.ms=0\.0 response\.queue\.ms=0\.0 send\.ms=0\.0 request\.bytes=\d+ response\.bytes=\d+$/,
  );
});

test('a Fetch that waits for records as long as it may is not slow', async () => {
  const context = await BrokerContext.start();
  const topicId = await createTopic(context.connect(), 'orders');
  const client = context.connect();
  const request = fetchRequest({ topicId }, [from(0)], { maxWaitMs: 5_000 });
  const sent = client.send(FETCH, 13, request);
  await context.settle();
  await context.advance(5_000);
  assert.equal((await client.response(sent)).errorCode, ErrorCode.NONE);
  assert.deepEqual(slowReports(context), []);
});

test('many slow requests are told ten at a time, the others are counted', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  context.holdSyncs();
  const client = context.connect();
  const request = produceRequest({ topic: 'orders' }, batchOf(['apple']));
  const sent = Array.from({ length: 30 }, () => client.send(PRODUCE, 12, request));
  await context.settle();
  await context.advance(2_000);
  context.releaseSyncs();
  for (const each of sent) await client.response(each);
  assert.equal(slowReports(context).length, 10);
  await context.advance(10_000);
  await produceSlowly(context, 1_000);
  assert.equal(context.reports.includes('20 more slow requests were left out.'), true);
});

test('quick requests, and all with a threshold of 0, are not told', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await produceSlowly(context, 999);
  assert.deepEqual(slowReports(context), []);
  const silent = await BrokerContext.start({ config: { slowRequestLogMs: 0 } });
  await createTopic(silent.connect(), 'orders');
  await produceSlowly(silent, 60_000);
  assert.deepEqual(slowReports(silent), []);
});

test('what a client calls itself can neither forge a line nor fill the disk', () => {
  const lines: string[] = [];
  const log = new SlowRequestLog({ thresholdMs: 1_000, tell: (line) => lines.push(line) });
  log.completed({ ...SENT, clientId: 'a"\nSlow request: api=Fetch' });
  log.completed({ ...SENT, clientId: 'x'.repeat(30_000) });
  log.completed({ ...SENT, clientId: null });
  assert.equal(lines[0]?.includes(String.raw` client.id="a\"\nSlow request: api=Fetch" `), true);
  assert.equal((lines[1]?.length ?? Infinity) < 500, true);
  assert.equal(lines[2]?.includes(' client.id="" '), true);
});

test('only the time that a Fetch was asked to wait does not count', () => {
  const lines: string[] = [];
  const log = new SlowRequestLog({ thresholdMs: 1_000, tell: (line) => lines.push(line) });
  const waited = { ...SENT, apiKey: 1, apiName: 'Fetch', handledMs: 1, answeredMs: 60_000 };
  log.completed({ ...waited, sendingMs: 60_000, sentMs: 60_998.9 });
  assert.deepEqual(lines, []);
  log.completed({ ...waited, sendingMs: 60_000, sentMs: 60_999 });
  assert.match(lines[0] ?? '', / api=Fetch .* total\.ms=60999\.0 .* send\.ms=999\.0 /);
});
