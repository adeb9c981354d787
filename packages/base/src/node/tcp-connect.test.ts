import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Socket } from '../network/network.ts';
import { RecordedSocket } from '../testing/recorded-socket.ts';
import { TcpNetwork } from './tcp-network.ts';

const network = new TcpNetwork((message) => assert.fail(message));
const TIMEOUT_MS = 5_000;

function open(socket: Socket): RecordedSocket {
  return new RecordedSocket(socket);
}

/** Listens, or answers `undefined` where the machine has no such address. */
async function listen(endpoint: Endpoint): Promise<Acceptor | undefined> {
  try {
    return await network.listen(endpoint, open);
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'ODRADEK_NO_SUCH_ADDRESS') return undefined;
    throw error;
  }
}

for (const host of ['127.0.0.1', '::1']) {
  test(`localhost is found at ${host} alone`, async (context) => {
    const acceptor = await listen({ host, port: 0 });
    if (acceptor === undefined) return context.skip('this machine has no IPv6');
    const { port } = acceptor.endpoint;
    const socket = await network.connect(
      { host: 'localhost', port },
      { timeoutMs: TIMEOUT_MS },
      open,
    );
    assert.equal(socket.localEndpoint.host, host);
    socket.close();
    await acceptor.close();
  });

  test(`a listener at localhost is found at ${host}`, async (context) => {
    const probe = await listen({ host, port: 0 });
    if (probe === undefined) return context.skip('this machine has no IPv6');
    await probe.close();
    const acceptor = await network.listen({ host: 'localhost', port: 0 }, open);
    const { port } = acceptor.endpoint;
    const socket = await network.connect({ host, port }, { timeoutMs: TIMEOUT_MS }, open);
    socket.close();
    await acceptor.close();
  });
}

test('a refusal names host, port and reason once, however many addresses the name has', async () => {
  const acceptor = await network.listen({ host: 'localhost', port: 0 }, open);
  await acceptor.close();
  const { port } = acceptor.endpoint;
  await assert.rejects(
    network.connect({ host: 'localhost', port }, { timeoutMs: TIMEOUT_MS }, open),
    {
      code: 'NETWORK_EXCEPTION',
      retriable: true,
      message: `Cannot connect to localhost:${port}: the connection was refused, nothing listens there.`,
    },
  );
});

/** Listens with room for one connection that nobody accepts, and then stands still. */
const STUCK = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
  });
  server.on('connection', () => {});
`;

test('an attempt to connect that nobody answers ends after its time', async (context) => {
  if (process.platform !== 'linux') return context.skip('other systems refuse what does not fit');
  const worker = new Worker(STUCK, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  await new Promise((resolve) => setTimeout(resolve, 200));
  const sockets: Socket[] = [];
  const errors: unknown[] = [];
  const attempts = Array.from({ length: 8 }, () =>
    network
      .connect({ host: '127.0.0.1', port }, { timeoutMs: 300 }, open)
      .then((socket) => sockets.push(socket))
      .catch((error: unknown) => errors.push(error)),
  );
  await Promise.all(attempts);
  assert.equal(errors.length > 0, true);
  for (const error of errors) {
    assert(error instanceof KafkaError);
    assert.deepEqual([error.code, error.retriable], ['NETWORK_EXCEPTION', true]);
    assert.equal(error.message, `Cannot connect to 127.0.0.1:${port}: no answer within 300 ms.`);
  }
  for (const socket of sockets) socket.close();
  await worker.terminate();
});
