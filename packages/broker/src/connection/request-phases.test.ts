import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, VirtualNetwork } from '@odradek/base/testing';
import { FrameMemory } from '@odradek/protocol';
import {
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  defaultApiVersionsRequest,
  defaultApiVersionsResponse,
  readApiVersionsRequest,
  writeApiVersionsResponse,
} from '@odradek/protocol/messages/18-api-versions';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { defineHandler, type Exchange } from '../request/handler.ts';
import { LimitedReports } from '../request/limited-reports.ts';
import type { RequestInFlight } from '../request/request-in-flight.ts';
import { API_VERSIONS } from '../testing/client-apis.ts';
import { ManualTurn } from '../testing/manual-turn.ts';
import { noQuotas } from '../testing/no-quotas.ts';
import { listenUnlimited } from '../testing/unlimited-server.ts';
import { VirtualClient } from '../testing/virtual-client.ts';

const LISTEN = { host: '10.0.0.7', port: 9092 };
const VERSIONS: ApiVersionsRequest = defaultApiVersionsRequest;

type VersionsExchange = Exchange<ApiVersionsRequest, ApiVersionsResponse>;

/** The phases of a request that has ended, in milliseconds. */
interface Phases {
  readonly queue: number;
  readonly local: number;
  readonly remote: number;
  readonly response: number;
  readonly throttle: number;
}

/** A server whose ApiVersions does what a test says, and what its observer was told. */
class ObservedServer {
  readonly clock: ManualClock = new ManualClock();
  readonly completed: Phases[] = [];
  readonly describe: string[] = [];
  private readonly network = new VirtualNetwork();
  private readonly turn = new ManualTurn();

  static async start(handle: (exchange: VersionsExchange) => void): Promise<ObservedServer> {
    const server = new ObservedServer();
    const handler = defineHandler<ApiVersionsRequest, ApiVersionsResponse>({
      apiKey: 18,
      read: readApiVersionsRequest,
      write: writeApiVersionsResponse,
      handle,
    });
    const services = {
      config: DEFAULT_BROKER_CONFIG,
      clock: server.clock,
      handlers: new Map([[18, handler]]),
      frameMemory: new FrameMemory(),
      requestObserver: { completed: (request: RequestInFlight) => server.note(request) },
      requestQuotas: noQuotas(server.clock),
      closingReports: new LimitedReports(server.clock, () => {}, String),
    };
    await listenUnlimited(services, server.network, LISTEN);
    return server;
  }

  private note(request: RequestInFlight): void {
    const { receivedMs, startedMs, handledMs, answeredMs, sentMs, throttledMs } = request;
    this.describe.push(`${request.describe()} at ${request.remoteAddress}`);
    this.completed.push({
      queue: startedMs - receivedMs,
      local: handledMs - startedMs,
      remote: answeredMs - handledMs,
      response: sentMs - answeredMs,
      throttle: throttledMs,
    });
  }

  connect(): VirtualClient {
    return new VirtualClient(this.network.dial(LISTEN), (isDone) =>
      this.turn.settle(() => 0, isDone),
    );
  }
}

const NO_PHASES: Phases = { queue: 0, local: 0, remote: 0, response: 0, throttle: 0 };

test('a request that is answered at once has spent its time in its handler', async () => {
  const server = await ObservedServer.start(({ respond }) => {
    server.clock.advance(3);
    respond(defaultApiVersionsResponse);
    server.clock.advance(5);
  });
  const client = server.connect();
  const sent = client.send(API_VERSIONS, 0, VERSIONS);
  assert.equal(client.hasResponse(sent), true);
  assert.deepEqual(server.completed, [{ ...NO_PHASES, local: 3 }]);
  assert.deepEqual(server.describe, [
    'API ApiVersions version 0 from client "virtual" at virtual client',
  ]);
});

test('what a handler waits for is remote, and the answers before it are a queue of responses', async () => {
  const waiting: VersionsExchange[] = [];
  const server = await ObservedServer.start((exchange) => {
    waiting.push(exchange);
    server.clock.advance(1);
  });
  const client = server.connect();
  client.send(API_VERSIONS, 0, VERSIONS);
  client.send(API_VERSIONS, 0, VERSIONS);
  server.clock.advance(10);
  waiting[1]?.respond(defaultApiVersionsResponse);
  assert.deepEqual(server.completed, []);
  server.clock.advance(20);
  waiting[0]?.respond(defaultApiVersionsResponse);
  assert.deepEqual(server.completed, [
    { ...NO_PHASES, local: 1, remote: 31 },
    { ...NO_PHASES, local: 1, remote: 10, response: 20 },
  ]);
});

test('a request that comes in one piece with another is in the queue until that is handled', async () => {
  const server = await ObservedServer.start(({ respond }) => {
    server.clock.advance(2);
    respond(defaultApiVersionsResponse);
  });
  const client = server.connect();
  const frames = [0, 1].map(() => client.frame(API_VERSIONS, 0, VERSIONS).bytes);
  client.socket.send(Buffer.concat(frames));
  assert.deepEqual(server.completed, [
    { ...NO_PHASES, local: 2 },
    { ...NO_PHASES, queue: 2, local: 2 },
  ]);
});

test('a response is sent when the client has read it', async () => {
  const server = await ObservedServer.start(({ respond }) => respond(defaultApiVersionsResponse));
  const client = server.connect();
  client.socket.setReading(false);
  client.send(API_VERSIONS, 0, VERSIONS);
  assert.deepEqual(server.completed, []);
  server.clock.advance(50);
  client.socket.setReading(true);
  assert.deepEqual(server.completed, [{ ...NO_PHASES, response: 50 }]);
});

test('a request without a response has ended all the same', async () => {
  const server = await ObservedServer.start(({ context }) => context.replyNothing());
  server.connect().send(API_VERSIONS, 0, VERSIONS);
  assert.deepEqual(server.completed, [NO_PHASES]);
});

test('a request whose connection has gone is not told of', async () => {
  const waiting: VersionsExchange[] = [];
  const server = await ObservedServer.start((exchange) => waiting.push(exchange));
  const client = server.connect();
  client.send(API_VERSIONS, 0, VERSIONS);
  client.socket.close();
  waiting[0]?.respond(defaultApiVersionsResponse);
  assert.deepEqual(server.completed, []);
});

test('a throttled connection has its answer at once, and is not read for that long', async () => {
  const throttles = [100, 300, 50, 0, 0];
  const server = await ObservedServer.start(({ context, respond }) => {
    context.throttle(throttles.shift() ?? 0);
    respond(defaultApiVersionsResponse);
  });
  const client = server.connect();
  const other = server.connect();
  const [first, second] = [0, 1].map(() => client.send(API_VERSIONS, 0, VERSIONS));
  assert(first !== undefined && second !== undefined);
  assert.equal(client.hasResponse(first), true);
  server.clock.advance(99);
  assert.equal(client.hasResponse(second), false);
  server.clock.advance(1);
  assert.equal(client.hasResponse(second), true);
  // Another connection is none of its business.
  assert.equal(other.hasResponse(other.send(API_VERSIONS, 0, VERSIONS)), true);
  const third = client.send(API_VERSIONS, 0, VERSIONS);
  server.clock.advance(299);
  assert.equal(client.hasResponse(third), false);
  server.clock.advance(1);
  assert.equal(client.hasResponse(third), true);
  assert.deepEqual(
    server.completed.map(({ throttle }) => throttle),
    [100, 300, 50, 0],
  );
});

test('a throttled connection that closes leaves no timer behind', async () => {
  const server = await ObservedServer.start(({ context, respond }) => {
    context.throttle(1_000);
    respond(defaultApiVersionsResponse);
  });
  const client = server.connect();
  client.send(API_VERSIONS, 0, VERSIONS);
  assert.equal(server.clock.timersCount, 1);
  client.socket.close();
  assert.equal(server.clock.timersCount, 0);
});

test('what a request wants to be done when its connection closes is done at once if it has closed', async () => {
  const waiting: VersionsExchange[] = [];
  const server = await ObservedServer.start((exchange) => waiting.push(exchange));
  const client = server.connect();
  client.send(API_VERSIONS, 0, VERSIONS);
  client.socket.close();
  let dropped = 0;
  waiting[0]?.context.onClose(() => dropped++);
  assert.equal(dropped, 1);
});
