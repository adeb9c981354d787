import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';

import { ByteReader } from '@odradek/base';
import { FrameDecoder, readRequestHeader } from '@odradek/protocol';
import { readProduceRequest } from '@odradek/protocol/messages/00-produce';

import { ProduceConnection, type ProduceConnectionOptions } from './produce-connection.ts';
import { readyBatch, ReadyRequests } from './ready-requests.ts';

const TOPIC = 'orders';
const WORK = { recordBytes: 10, batchBytes: 1, connections: 1, inFlight: 3, partitions: 5 };

interface Request {
  readonly correlationId: number;
  readonly partition: number;
}

function requestIn(frame: Buffer): Request {
  const reader = new ByteReader(frame);
  const header = readRequestHeader(reader);
  assert('correlationId' in header);
  const { correlationId, apiVersion } = header;
  const { topicData } = readProduceRequest(reader, apiVersion);
  return { correlationId, partition: topicData[0]?.partitionData[0]?.index ?? -1 };
}

/** What Produce answers at version 8 for one partition. */
function answerTo({ correlationId, partition }: Request, errorCode: number): Buffer {
  const answer = Buffer.alloc(4 + 18 + TOPIC.length + 2 + 8 + 8 + 8 + 4 + 2 + 4);
  let at = answer.writeInt32BE(answer.length - 4, 0);
  at = answer.writeInt32BE(correlationId, at);
  at = answer.writeInt32BE(1, at);
  at = answer.writeInt16BE(TOPIC.length, at);
  at += answer.write(TOPIC, at);
  at = answer.writeInt32BE(1, at);
  at = answer.writeInt32BE(partition, at);
  answer.writeInt16BE(errorCode, at);
  return answer;
}

/** A server that hands every request to `onRequest`, with its socket. */
async function listen(onRequest: (request: Request, socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    const decoder = new FrameDecoder();
    socket.on('data', (bytes: Buffer) => {
      decoder.push(bytes);
      for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) {
        onRequest(requestIn(frame), socket);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function optionsOf(onAcknowledged: (latencyMs: number) => void): ProduceConnectionOptions {
  return {
    requests: new ReadyRequests(TOPIC, readyBatch(WORK, 1), WORK.inFlight),
    turn: { first: 1, step: 2, count: WORK.partitions },
    onAcknowledged,
    onFailed: (error) => assert.fail(error),
  };
}

function addressOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('as many requests are under way as there are slots, to its partitions in turn', async () => {
  const requests: Request[] = [];
  const waiting: Request[] = [];
  let [underWayMax, acknowledged] = [0, 0];
  const server = await listen((request, socket) => {
    requests.push(request);
    waiting.push(request);
    underWayMax = Math.max(underWayMax, waiting.length);
    if (waiting.length < WORK.inFlight && acknowledged < 100) return;
    for (const answered of waiting.splice(0)) socket.write(answerTo(answered, 0));
  });
  await new Promise<void>((resolve, reject) => {
    const options = optionsOf((latencyMs) => {
      assert(latencyMs >= 0);
      acknowledged++;
      if (acknowledged === 99)
        connecting.then((connection) => connection.stop()).then(resolve, reject);
    });
    const connecting = ProduceConnection.connect(addressOf(server), options);
    connecting.then((connection) => connection.start()).catch(reject);
  });
  server.close();
  assert.equal(underWayMax, WORK.inFlight);
  assert.equal(acknowledged, requests.length);
  for (const [index, { correlationId, partition }] of requests.entries()) {
    assert.equal(correlationId, index % WORK.inFlight);
    assert.equal(partition, (1 + 2 * index) % WORK.partitions);
  }
});

for (const [what, answer, reason] of [
  ['an error code', (request: Request) => answerTo(request, 3), /UNKNOWN_TOPIC_OR_PARTITION/],
  [
    'an answer out of order',
    (request: Request) => answerTo({ ...request, correlationId: 1 }, 0),
    /Answer 1 came instead of 0/,
  ],
  ['the end of the connection', () => undefined, /closed a connection/],
] as const) {
  test(`${what} is a failure that is told once`, async () => {
    const server = await listen((request, socket) => {
      const bytes = answer(request);
      if (bytes === undefined) socket.destroy();
      else socket.write(bytes);
    });
    const failures: Error[] = [];
    await new Promise<void>((resolve, reject) => {
      const onFailed = (error: Error): void => {
        failures.push(error);
        setImmediate(resolve);
      };
      const options = { ...optionsOf(() => assert.fail('acknowledged')), onFailed };
      ProduceConnection.connect(addressOf(server), options)
        .then((connection) => connection.start())
        .catch(reject);
    });
    server.close();
    assert.equal(failures.length, 1);
    assert.match(`${String(failures[0])} ${(failures[0] as { code?: string }).code}`, reason);
  });
}

test('with a pace requests leave when they are due, and wait for slots from when they were', async () => {
  let answered = 0;
  const server = await listen((request, socket) => {
    answered++;
    socket.write(answerTo(request, 0));
  });
  const latenesses = [] as number[];
  const latencies: number[] = [];
  const connection = await ProduceConnection.connect(addressOf(server), {
    ...optionsOf((latencyMs) => latencies.push(latencyMs)),
    pace: { intervalMs: 1000, offsetMs: 500 },
    onSent: (latenessMs) => latenesses.push(latenessMs),
  });
  connection.start();
  const beganMs = performance.now();
  assert.equal(latenesses.length, 0);
  // Ten are due by then, of which no more leave than there are slots.
  connection.send(beganMs + 9500);
  assert.equal(latenesses.length, WORK.inFlight);
  for (const [index, latenessMs] of latenesses.entries()) {
    const expected = 9000 - 1000 * index;
    assert(Math.abs(latenessMs - expected) < 100, `${latenessMs} instead of ${expected}`);
  }
  await connection.stop();
  server.close();
  assert.equal(answered, WORK.inFlight);
  assert.equal(latencies.length, WORK.inFlight);
});
