import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteWriter, type Endpoint, type Socket } from '@odradek/base';
import { ManualClock } from '@odradek/base/testing';
import { apiKeyInfo, FrameMemory, writeRequest } from '@odradek/protocol';
import {
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  defaultApiVersionsRequest,
  defaultApiVersionsResponse,
  readApiVersionsRequest,
  writeApiVersionsRequest,
  writeApiVersionsResponse,
} from '@odradek/protocol/messages/18-api-versions';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type Exchange } from '../request/handler.ts';
import { LimitedReports } from '../request/limited-reports.ts';
import { noQuotas } from '../testing/no-quotas.ts';
import { ConnectionResources } from './connection-resources.ts';
import { Connection } from './connection.ts';

type VersionsExchange = Exchange<ApiVersionsRequest, ApiVersionsResponse>;

/** A socket that keeps what it is told. */
class HeldSocket implements Socket {
  readonly localEndpoint: Endpoint = { host: '10.0.0.7', port: 9092 };
  readonly remoteAddress = '10.0.0.8:40000';
  readonly unsentBytes = 0;
  readonly sent: ((() => void) | undefined)[] = [];

  send(_buffers: readonly Buffer[], onSent?: () => void): boolean {
    this.sent.push(onSent);
    return true;
  }

  pause(): void {}
  resume(): void {}
  close(): void {}
}

/** A connection on which requests wait until they are answered. */
function openConnection() {
  const clock = new ManualClock();
  const exchanges: VersionsExchange[] = [];
  const handler = defineHandler<ApiVersionsRequest, ApiVersionsResponse>({
    apiKey: 18,
    read: readApiVersionsRequest,
    write: writeApiVersionsResponse,
    handle: (exchange) => void exchanges.push(exchange),
  });
  const services: Partial<BrokerServices> = {
    config: DEFAULT_BROKER_CONFIG,
    clock,
    connectionResources: new ConnectionResources(clock, DEFAULT_BROKER_CONFIG),
    handlers: new Map([[18, handler]]),
    frameMemory: new FrameMemory(),
    requestQuotas: noQuotas(clock),
    closingReports: new LimitedReports(clock, () => {}, String),
  };
  const socket = new HeldSocket();
  const connection = new Connection(
    services as BrokerServices,
    socket,
    { listener: 'PLAINTEXT', advertised: undefined, onGone: () => {} },
    '10.0.0.8',
  );
  const released: number[] = [];
  const request = (): void => {
    connection.onData(requestFrame());
  };
  const answer = (index: number, response = defaultApiVersionsResponse): void => {
    const exchange = exchanges[index];
    assert(exchange !== undefined);
    exchange.context.whenSent(() => released.push(index));
    exchange.respond(response);
  };
  return { connection, socket, exchanges, released, request, answer };
}

function requestFrame(): Buffer {
  const api = apiKeyInfo(18);
  assert(api !== undefined);
  const writer = new ByteWriter();
  const header = { api, apiVersion: 3, correlationId: 1, clientId: 'virtual' };
  writeRequest(writer, header, defaultApiVersionsRequest, writeApiVersionsRequest);
  return writer.toBuffer();
}

test('the memory of a response is released when the socket says that it was sent', () => {
  const { socket, released, request, answer } = openConnection();
  request();
  answer(0);
  assert.deepEqual(released, []);
  socket.sent[0]?.();
  assert.deepEqual(released, [0]);
});

test('a response whose memory nobody waits for is sent without asking', () => {
  const { socket, exchanges, request } = openConnection();
  request();
  exchanges[0]?.respond(defaultApiVersionsResponse);
  assert.deepEqual(socket.sent, [undefined]);
});

test('responses that wait for others are released once when the connection is gone', () => {
  const { connection, socket, released, request, answer } = openConnection();
  for (let count = 0; count < 3; count++) request();
  answer(1);
  answer(2);
  assert.deepEqual([socket.sent, released], [[], []]);
  connection.onClose();
  assert.deepEqual(released, [1, 2]);
  answer(0);
  assert.deepEqual([socket.sent, released], [[], [1, 2, 0]]);
});

test('a request that is answered behind one that never will be is released after the close', () => {
  const { connection, released, request, answer } = openConnection();
  for (let count = 0; count < 2; count++) request();
  connection.onClose();
  answer(1);
  assert.deepEqual(released, [1]);
});

test('what was sent when the connection closes is left to the socket', () => {
  const { connection, socket, released, request, answer } = openConnection();
  request();
  answer(0);
  connection.close();
  assert.deepEqual(released, []);
  socket.sent[0]?.();
  assert.deepEqual(released, [0]);
});

test('a response that cannot be written is released, be the connection open or gone', () => {
  for (const isGone of [false, true]) {
    const { connection, socket, released, request, answer } = openConnection();
    request();
    if (isGone) connection.onClose();
    const name = 'x'.repeat(40_000);
    const supportedFeatures = [{ name, minVersion: 0, maxVersion: 1 }];
    answer(0, { ...defaultApiVersionsResponse, supportedFeatures });
    assert.deepEqual([socket.sent, released], [[], [0]]);
  }
});
