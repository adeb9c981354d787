import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultApiVersionsRequest } from '@odradek/protocol/messages/18-api-versions';

import { BrokerContext } from '../testing/broker-context.ts';
import { API_VERSIONS, FETCH, INCREMENTAL_ALTER_CONFIGS } from '../testing/client-apis.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf, fetchRequest, from } from '../testing/requests.ts';
import type { SentRequest, VirtualClient } from '../testing/virtual-client.ts';

const BROKER = 4;
const IDLE_MS = 600_000;

/** Sends a request that every connection is answered that is served. */
function ask(client: VirtualClient): SentRequest<unknown> {
  return client.send(API_VERSIONS, 0, defaultApiVersionsRequest);
}

function isServed(client: VirtualClient): boolean {
  return client.hasResponse(ask(client));
}

/** Sets a config of all brokers and answers the error code. */
async function alter(client: VirtualClient, name: string, value: string): Promise<number> {
  const configs = [{ name, configOperation: 0, value }];
  const resources = [{ resourceType: BROKER, resourceName: '', configs }];
  const request = { resources, validateOnly: false };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  return responses[0]?.errorCode ?? -1;
}

function startWith(configs: Readonly<Record<string, string>>): Promise<BrokerContext> {
  return BrokerContext.start({ config: { staticConfigs: new Map(Object.entries(configs)) } });
}

test('with max.connections others wait unread until one is closed', async () => {
  const context = await startWith({ 'max.connections': '2' });
  const [first, second, third] = [context.connect(), context.connect(), context.connect()];
  assert.deepEqual([first, second].map(isServed), [true, true]);
  const asked = ask(third);
  assert.equal(third.hasResponse(asked), false);
  assert.equal(third.socket.isPaused, true);
  first.socket.close();
  assert.equal(third.hasResponse(asked), true);
  assert.equal(context.connectionCounters.delayed, 1);
});

test('one that gives up while it waits takes no place', async () => {
  const context = await startWith({ 'max.connections': '1' });
  const [first, second, third] = [context.connect(), context.connect(), context.connect()];
  second.socket.close();
  first.socket.close();
  assert.equal(isServed(third), true);
});

test('max.connections is raised and lowered while the broker runs, and what was not used goes first', async () => {
  const context = await startWith({ 'max.connections': '1' });
  const first = context.connect();
  const second = context.connect();
  const asked = ask(second);
  assert.equal(await alter(first, 'max.connections', '3'), ErrorCode.NONE);
  assert.equal(second.hasResponse(asked), true);
  const third = context.connect();
  assert.equal(isServed(third), true);
  await context.advance(1_000);
  assert.equal(isServed(first), true);
  assert.equal(await alter(third, 'max.connections', '1'), ErrorCode.NONE);
  assert.deepEqual(
    [first, second, third].map(({ socket }) => socket.isClosed),
    [true, true, false],
  );
  assert.equal(context.connectionCounters.excess, 2);
  assert.match(context.reports[0] ?? '', /there are more than max\.connections allows/);
});

test('max.connections.per.ip closes further connections of an address, and is told with its name', async () => {
  const context = await BrokerContext.start();
  const first = context.connect();
  assert.equal(await alter(first, 'max.connections.per.ip', '1'), ErrorCode.NONE);
  const second = context.connect();
  assert.equal(second.socket.isClosed, true);
  assert.equal(context.connectionCounters.refusedPerIp, 1);
  assert.match(context.reports[0] ?? '', /the 1 that max\.connections\.per\.ip allows/);
  first.socket.close();
  assert.equal(isServed(context.connect()), true);
});

test('nobody can be locked out by max.connections.per.ip=0, as in Kafka', async () => {
  const context = await BrokerContext.start();
  const code = await alter(context.connect(), 'max.connections.per.ip', '0');
  assert.equal(code, ErrorCode.INVALID_REQUEST);
  assert.equal(isServed(context.connect()), true);
});

test('a flood of refused connections is told a few times and counted', async () => {
  const context = await startWith({ 'max.connections.per.ip': '1' });
  const served = context.connect();
  for (let times = 0; times < 1_000; times++) {
    assert.equal(context.connect().socket.isClosed, true);
  }
  assert.equal(context.connectionCounters.refusedPerIp, 1_000);
  assert.equal(context.reports.length, 10);
  assert.equal(isServed(served), true);
});

test('max.connection.creation.rate is set while the broker runs, and connections above it wait', async () => {
  const context = await BrokerContext.start();
  const first = context.connect();
  assert.equal(await alter(first, 'max.connection.creation.rate', '1'), ErrorCode.NONE);
  const others = Array.from({ length: 11 }, () => context.connect());
  // Ten in the ten seconds that count from the first one on.
  assert.deepEqual(others.map(isServed), [...Array<boolean>(9).fill(true), false, false]);
  await context.advance(999);
  assert.equal(others.filter(isServed).length, 9);
  await context.advance(1);
  assert.equal(others.filter(isServed).length, 10);
  await context.advance(1_000);
  assert.equal(others.every(isServed), true);
});

test('what waits for max.connections is bounded by socket.listen.backlog.size', async () => {
  const context = await BrokerContext.start({
    config: {
      staticConfigs: new Map([['max.connections', '1']]),
      socketListenBacklogSize: 2,
    },
  });
  const clients = Array.from({ length: 4 }, () => context.connect());
  assert.deepEqual(
    clients.map(({ socket }) => socket.isClosed),
    [false, false, false, true],
  );
  assert.equal(context.connectionCounters.refusedWaiting, 1);
  assert.match(
    context.reports[0] ?? '',
    /max\.connections allows.*socket\.listen\.backlog\.size=2/,
  );
  await context.stop();
  assert.equal(
    clients.every(({ socket }) => socket.isClosed),
    true,
  );
  assert.equal(context.clock.timersCount, 0);
});

test('a connection that is silent for connections.max.idle.ms is closed, one that is used is not', async () => {
  const context = await BrokerContext.start();
  const [silent, used] = [context.connect(), context.connect()];
  for (let times = 0; times < 2; times++) {
    assert.equal(silent.socket.isClosed, false);
    await context.advance(IDLE_MS / 2);
    assert.equal(isServed(used), true);
  }
  assert.equal(silent.socket.isClosed, true);
  assert.equal(context.connectionCounters.expired, 1);
  // As in Kafka nothing is told: clients that have nothing to do are like that.
  assert.deepEqual(context.reports, []);
});

test('a Fetch that waits for longer than connections.max.idle.ms does not keep a connection, as in Kafka', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const waiting = context.connect();
  waiting.send(FETCH, 12, fetchRequest({ topic: 'orders' }, [from(0)], { maxWaitMs: 2 * IDLE_MS }));
  await context.settle();
  await context.advance(IDLE_MS);
  assert.equal(waiting.socket.isClosed, true);
  assert.equal(context.waitingTimers, 0);
});

test('an answer keeps a connection as long as a request does', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const waiting = context.connect();
  const poll = fetchRequest({ topic: 'orders' }, [from(0)], { maxWaitMs: IDLE_MS - 1 });
  const sent = waiting.send(FETCH, 12, poll);
  await context.settle();
  await context.advance(IDLE_MS - 1);
  assert.equal(waiting.hasResponse(sent), true);
  await context.advance(IDLE_MS - 1);
  assert.equal(waiting.socket.isClosed, false);
  await context.advance(1);
  assert.equal(waiting.socket.isClosed, true);
});

test('a client that pipelines Fetch requests and reads no answer holds one of them, and is closed', async () => {
  const context = await BrokerContext.start();
  const writer = context.connect();
  await createTopic(writer, 'orders');
  const value = 'x'.repeat(900_000);
  for (let times = 0; times < 4; times++) await produceBatch(writer, 'orders', batchOf([value]));
  const client = context.connect();
  client.socket.setReading(false);
  const poll = fetchRequest({ topic: 'orders' }, [from(0)], { maxWaitMs: 0 });
  const polls = Array.from({ length: 100 }, () => client.send(FETCH, 12, poll));
  await context.settle();
  assert.deepEqual(polls.filter((sent) => client.hasResponse(sent)).length, 1);
  await context.advance(IDLE_MS);
  assert.equal(client.socket.isClosed, true);
  assert.match(
    context.reports[0] ?? '',
    /has not read 900\d{3} bytes of responses for 600000 ms \(connections\.max\.idle\.ms is 600000\)/,
  );
});
