import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, VirtualNetwork } from '@odradek/base/testing';
import { FrameMemory } from '@odradek/protocol';
import { defaultApiVersionsRequest } from '@odradek/protocol/messages/18-api-versions';

import { DEFAULT_BROKER_CONFIG } from '../../config/broker-config.ts';
import { BROKER_FEATURES } from '../../features/broker-features.ts';
import type { RequestHandler } from '../../request/handler.ts';
import { LimitedReports } from '../../request/limited-reports.ts';
import { RefusedApis } from '../../request/refused-apis.ts';
import { BrokerContext } from '../../testing/broker-context.ts';
import { API_VERSIONS } from '../../testing/client-apis.ts';
import { ManualTurn } from '../../testing/manual-turn.ts';
import { listenUnlimited } from '../../testing/unlimited-server.ts';
import { decodeResponse } from '../../testing/node/decoded-response.ts';
import { rawApi } from '../../testing/raw-api.ts';
import { noQuotas } from '../../testing/no-quotas.ts';
import { VirtualClient } from '../../testing/virtual-client.ts';
import { apiVersions } from '../18-api-versions.ts';
import { describeGroups } from './15-describe-groups.ts';
import { LazyRefusal } from './lazy-refusal.ts';
import { preloadUnservedApis } from './unserved-apis.ts';

const DESCRIBE_GROUPS = rawApi(15);
const OFFSET_DELETE = rawApi(47);
/** DescribeGroups version 0 of the groups `a` and `b`. */
const TWO_GROUPS = Buffer.from('00000002' + '000161' + '000162', 'hex');
const MALFORMED = Buffer.from('ff', 'hex');
const LISTEN = { host: '10.0.0.7', port: 9092 };

/** The connections of a broker that refuses DescribeGroups with a codec which `load` gets. */
class RefusingServer {
  readonly reports: string[] = [];
  private readonly network = new VirtualNetwork();
  private readonly turn = new ManualTurn();

  static async start(load: () => Promise<RequestHandler>): Promise<RefusingServer> {
    const started = new RefusingServer();
    const report = (message: string): void => {
      started.reports.push(message);
    };
    const services = {
      config: DEFAULT_BROKER_CONFIG,
      clock: new ManualClock(),
      handlers: new Map<number, RequestHandler>([
        [15, new LazyRefusal(15, load)],
        [18, apiVersions],
      ]),
      refusedApis: new RefusedApis(report),
      requestQuotas: noQuotas(new ManualClock()),
      features: BROKER_FEATURES,
      frameMemory: new FrameMemory(),
      closingReports: new LimitedReports(new ManualClock(), report, String),
      report,
    };
    await listenUnlimited(services, started.network, LISTEN);
    return started;
  }

  connect(): VirtualClient {
    return new VirtualClient(this.network.dial(LISTEN), (isDone) => this.settle(isDone));
  }

  settle(isDone?: () => boolean): Promise<void> {
    return this.turn.settle(() => 0, isDone);
  }
}

/** A codec that takes its time to be loaded. */
class SlowLoad {
  loads = 0;
  finish: () => void = () => undefined;
  private readonly finished = new Promise<void>((resolve) => {
    this.finish = resolve;
  });

  readonly load = async (): Promise<RequestHandler> => {
    this.loads++;
    await this.finished;
    return describeGroups;
  };
}

test('a request whose codec has to be loaded is answered in its place', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  const client = server.connect();
  const groups = client.send(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  const versions = client.send(API_VERSIONS, 0, defaultApiVersionsRequest);
  await server.settle();
  assert.deepEqual([client.hasResponse(groups), client.hasResponse(versions)], [false, false]);
  slow.finish();
  await client.response(versions);
  assert.deepEqual(client.received, [groups.correlationId, versions.correlationId]);
  const { groups: refused } = await decodeResponse(15, 0, client.take(groups) ?? Buffer.alloc(0));
  assert(Array.isArray(refused));
  assert.equal(refused.length, 2);
});

test('a codec is loaded once, and then a request is refused at once', async () => {
  const slow = new SlowLoad();
  slow.finish();
  const client = (await RefusingServer.start(slow.load)).connect();
  await client.request(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  assert.equal(client.hasResponse(client.send(DESCRIBE_GROUPS, 0, TWO_GROUPS)), true);
  assert.equal(slow.loads, 1);
});

test('a codec that cannot be loaded costs the connection, and is tried again', async () => {
  let isBroken = true;
  const server = await RefusingServer.start(() =>
    isBroken ? Promise.reject(new Error('too many open files')) : Promise.resolve(describeGroups),
  );
  const unlucky = server.connect();
  unlucky.send(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  await server.settle();
  assert.equal(unlucky.socket.isClosed, true);
  assert.match(server.reports.at(-1) ?? '', /cannot be loaded.*too many open files/);
  isBroken = false;
  const body = await server.connect().request(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  assert(body.byteLength > 0);
});

test('a client that has gone when the codec is loaded harms nobody', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  const gone = server.connect();
  gone.send(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  gone.socket.close();
  slow.finish();
  await server.settle();
  assert.equal(gone.received.length, 0);
  const body = await server.connect().request(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  assert(body.byteLength > 0);
});

test('a malformed request closes the connection, before the codec is loaded and afterwards', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  slow.finish();
  for (const when of ['before', 'afterwards']) {
    const client = server.connect();
    client.send(DESCRIBE_GROUPS, 0, MALFORMED);
    await server.settle();
    assert.equal(client.socket.isClosed, true, when);
    assert.equal(client.received.length, 0, when);
    assert.match(server.reports.at(-1) ?? '', /Malformed message/, when);
  }
});

test('the operator is told once of each API that was asked for and is not built', async () => {
  await preloadUnservedApis();
  const context = await BrokerContext.start();
  const client = context.connect();
  for (let count = 0; count < 3; count++) await client.request(DESCRIBE_GROUPS, 0, TWO_GROUPS);
  await client.request(OFFSET_DELETE, 0, Buffer.from('0001610000' + '0000', 'hex'));
  assert.deepEqual(
    [...context.refusedRequests],
    [
      [15, 3],
      [47, 1],
    ],
  );
  assert.equal(context.reports.length, 2);
  assert.match(
    context.reports[0] ?? '',
    /^API DescribeGroups version 0 from client "virtual" is not built yet/,
  );
  assert.match(context.reports[1] ?? '', /^API OffsetDelete version 0 /);
});
