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
import { describeTransactions } from './65-describe-transactions.ts';
import { LazyRefusal } from './lazy-refusal.ts';
import { preloadUnservedApis } from './unserved-apis.ts';

const DESCRIBE_TRANSACTIONS = rawApi(65);
const END_TXN = rawApi(26);
/** EndTxn version 0 of the transactional id `a`. */
const END_OF_A = Buffer.from('000161' + '0000000000000000' + '0000' + '01', 'hex');
/** DescribeTransactions version 0 of the transactional ids `a` and `b`. */
const TWO_IDS = Buffer.from('03' + '0261' + '0262' + '00', 'hex');
const MALFORMED = Buffer.from('ff', 'hex');
const LISTEN = { host: '10.0.0.7', port: 9092 };

/** The connections of a broker that refuses DescribeTransactions with a codec which `load` gets. */
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
        [65, new LazyRefusal(65, load)],
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
    return describeTransactions;
  };
}

test('a request whose codec has to be loaded is answered in its place', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  const client = server.connect();
  const transactions = client.send(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  const versions = client.send(API_VERSIONS, 0, defaultApiVersionsRequest);
  await server.settle();
  assert.deepEqual(
    [client.hasResponse(transactions), client.hasResponse(versions)],
    [false, false],
  );
  slow.finish();
  await client.response(versions);
  assert.deepEqual(client.received, [transactions.correlationId, versions.correlationId]);
  const body = client.take(transactions) ?? Buffer.alloc(0);
  const { transactionStates: refused } = await decodeResponse(65, 0, body);
  assert(Array.isArray(refused));
  assert.equal(refused.length, 2);
});

test('a codec is loaded once, and then a request is refused at once', async () => {
  const slow = new SlowLoad();
  slow.finish();
  const client = (await RefusingServer.start(slow.load)).connect();
  await client.request(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  assert.equal(client.hasResponse(client.send(DESCRIBE_TRANSACTIONS, 0, TWO_IDS)), true);
  assert.equal(slow.loads, 1);
});

test('a codec that cannot be loaded costs the connection, and is tried again', async () => {
  let isBroken = true;
  const server = await RefusingServer.start(() =>
    isBroken
      ? Promise.reject(new Error('too many open files'))
      : Promise.resolve(describeTransactions),
  );
  const unlucky = server.connect();
  unlucky.send(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  await server.settle();
  assert.equal(unlucky.socket.isClosed, true);
  assert.match(server.reports.at(-1) ?? '', /cannot be loaded.*too many open files/);
  isBroken = false;
  const body = await server.connect().request(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  assert(body.byteLength > 0);
});

test('a client that has gone when the codec is loaded harms nobody', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  const gone = server.connect();
  gone.send(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  gone.socket.close();
  slow.finish();
  await server.settle();
  assert.equal(gone.received.length, 0);
  const body = await server.connect().request(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  assert(body.byteLength > 0);
});

test('a malformed request closes the connection, before the codec is loaded and afterwards', async () => {
  const slow = new SlowLoad();
  const server = await RefusingServer.start(slow.load);
  slow.finish();
  for (const when of ['before', 'afterwards']) {
    const client = server.connect();
    client.send(DESCRIBE_TRANSACTIONS, 0, MALFORMED);
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
  for (let count = 0; count < 3; count++) await client.request(DESCRIBE_TRANSACTIONS, 0, TWO_IDS);
  await client.request(END_TXN, 0, END_OF_A);
  assert.deepEqual(
    [...context.refusedRequests],
    [
      [65, 3],
      [26, 1],
    ],
  );
  assert.equal(context.reports.length, 2);
  assert.match(
    context.reports[0] ?? '',
    /^API DescribeTransactions version 0 from client "virtual" is not built yet/,
  );
  assert.match(context.reports[1] ?? '', /^API EndTxn version 0 /);
});
