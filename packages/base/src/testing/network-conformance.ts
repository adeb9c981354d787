import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Socket } from '../network/network.ts';
import {
  bytesOf,
  type CreateNetwork,
  Listening,
  sendAll,
  sendUntilItPilesUp,
  TIMEOUT_MS,
  type WorkingNetwork,
} from './listening-network.ts';
import { RecordedSocket } from './recorded-socket.ts';
import { SeededRandom } from './seeded-random.ts';
import { testPausing, testPilingUp, testSent } from './sending-conformance.ts';

export type { WorkingNetwork } from './listening-network.ts';

/** What every `Network` must do. */
export function testNetwork(name: string, create: CreateNetwork): void {
  testListening(name, create);
  testConnecting(name, create);
  testBytes(name, create);
  testPausing(name, create);
  testPilingUp(name, create);
  testSent(name, create);
  testClosing(name, create);
  testClosedSockets(name, create);
}

function testListening(name: string, create: CreateNetwork): void {
  test(`${name}: port 0 takes a free port`, async () => {
    const under = create();
    const first = await Listening.start(under);
    const second = await Listening.start(under);
    assert.equal(first.acceptor.endpoint.host, under.host);
    assert.equal(first.acceptor.endpoint.port > 0, true);
    assert.notEqual(first.acceptor.endpoint.port, second.acceptor.endpoint.port);
    await first.end();
    await second.end();
  });

  test(`${name}: a port that is taken is refused with its address, until it is free`, async () => {
    const under = create();
    const listening = await Listening.start(under);
    const { endpoint } = listening.acceptor;
    await assert.rejects(Listening.start(under, undefined, endpoint.port), (error) => {
      assert(error instanceof KafkaError);
      assert.equal(error.code, 'ODRADEK_ADDRESS_IN_USE');
      assert.match(error.message, new RegExp(`Cannot listen on ${addressOf(endpoint)}: `));
      return true;
    });
    await listening.end();
    const again = await Listening.start(under, undefined, endpoint.port);
    await again.pair();
    await again.end();
  });

  test(`${name}: a listener that is closed accepts nobody, and what is open stays`, async () => {
    const under = create();
    const listening = await Listening.start(under);
    const [client, server] = await listening.pair();
    let isClosed = false;
    const closing = listening.acceptor.close().then(() => (isClosed = true));
    await assertRefused(under, listening.acceptor.endpoint);
    client.socket.send([Buffer.from('still here')]);
    await under.until(() => server.text === 'still here');
    assert.equal(isClosed, false);
    client.socket.close();
    await under.until(() => isClosed);
    await closing;
    assert.equal(server.isClosed, true);
  });
}

function testConnecting(name: string, create: CreateNetwork): void {
  test(`${name}: both ends are named`, async () => {
    const listening = await Listening.start(create());
    const { endpoint } = listening.acceptor;
    const [client, server] = await listening.pair();
    assert.deepEqual(server.socket.localEndpoint, endpoint);
    assert.equal(client.socket.remoteAddress, addressOf(endpoint));
    assert.equal(server.socket.remoteAddress, addressOf(client.socket.localEndpoint));
    await listening.end();
  });

  test(`${name}: where nobody listens, connect rejects with an error that can be retried`, async () => {
    const under = create();
    const listening = await Listening.start(under);
    await listening.end();
    await assertRefused(under, listening.acceptor.endpoint);
  });

  test(`${name}: what is sent in accept arrives after open, what is sent in open after accept`, async () => {
    const under = create();
    const order: string[] = [];
    const listen: Endpoint = { host: under.host, port: 0 };
    const acceptor = await under.network.listen(listen, (socket) => {
      socket.send([Buffer.from('welcome')]);
      order.push('accept');
      return new RecordedSocket(socket, () => order.push('request'));
    });
    let client: RecordedSocket | undefined;
    const open = (socket: Socket): RecordedSocket => {
      socket.send([Buffer.from('hello')]);
      order.push('open');
      return (client = new RecordedSocket(socket, () => order.push('response')));
    };
    const connected = under.network.connect(acceptor.endpoint, { timeoutMs: TIMEOUT_MS }, open);
    await under.until(() => order.includes('request') && order.includes('response'));
    await connected;
    assert.equal(order.indexOf('open') < order.indexOf('response'), true);
    assert.equal(order.indexOf('accept') < order.indexOf('request'), true);
    client?.socket.close();
    await under.until(() => client?.isClosed ?? false);
    await closeAcceptor(under, acceptor);
  });

  test(`${name}: a connection that is closed as soon as it is there is closed for both`, async () => {
    const under = create();
    const acceptor = await under.network.listen({ host: under.host, port: 0 }, (socket) => {
      socket.close();
      return new RecordedSocket(socket);
    });
    let client: RecordedSocket | undefined;
    const open = (socket: Socket): RecordedSocket => (client = new RecordedSocket(socket));
    const connected = under.network.connect(acceptor.endpoint, { timeoutMs: TIMEOUT_MS }, open);
    await under.until(() => client?.isClosed ?? false);
    await connected;
    await closeAcceptor(under, acceptor);
  });
}

function testBytes(name: string, create: CreateNetwork): void {
  test(`${name}: bytes arrive in order, empty and many buffers included`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    const buffers = Array.from({ length: 3000 }, (_, index) => Buffer.from(`${index},`));
    assert.equal(client.socket.send([]), true);
    assert.equal(client.socket.send([Buffer.alloc(0), ...buffers, Buffer.alloc(0)]), true);
    assert.equal(client.socket.send([Buffer.from('end')]), true);
    await listening.under.until(() => server.text.endsWith('end'));
    assert.equal(server.text, `${buffers.join('')}end`);
    for (const chunk of server.chunks) assert.equal(chunk.byteLength > 0, true);
    await listening.end();
  });

  test(`${name}: large transfers both ways are equal byte for byte`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    const random = new SeededRandom(7);
    const sent = [random.bytes(5_000_000), random.bytes(4_000_000)] as const;
    const sends = [
      sendAll(listening.under, client, sent[0], random),
      sendAll(listening.under, server, sent[1], random),
    ];
    await Promise.all(sends);
    await listening.under.until(
      () => bytesOf(server) === 5_000_000 && bytesOf(client) === 4_000_000,
    );
    assert.equal(server.received.equals(sent[0]), true);
    assert.equal(client.received.equals(sent[1]), true);
    await listening.end();
  });

  test(`${name}: bytes that arrived are neither reused nor shared`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    const [other, otherServer] = await listening.pair();
    const copies: Buffer[] = [];
    for (let round = 0; round < 50; round++) {
      client.socket.send([Buffer.alloc(300, round)]);
      other.socket.send([Buffer.alloc(70_000, 255)]);
      const arrived = 300 * (round + 1);
      await listening.under.until(() => bytesOf(server) === arrived);
      copies.push(Buffer.from(server.received));
    }
    await listening.under.until(() => bytesOf(otherServer) === 50 * 70_000);
    assert.equal(copies.at(-1)?.equals(server.received), true);
    // Who gets them may write to them.
    for (const chunk of otherServer.chunks) chunk.fill(0);
    assert.equal(copies.at(-1)?.equals(server.received), true);
    await listening.end();
  });

  test(`${name}: connections do not mix`, async () => {
    const listening = await Listening.start(create(), ({ socket }, bytes) => socket.send([bytes]));
    const clients: RecordedSocket[] = [];
    for (let index = 0; index < 30; index++) clients.push(await listening.connect());
    for (const [index, { socket }] of clients.entries()) socket.send([Buffer.from(`${index}`)]);
    await listening.under.until(() => clients.every(({ chunks }) => chunks.length > 0));
    assert.deepEqual(
      clients.map(({ text }) => text),
      clients.map((_, index) => `${index}`),
    );
    await listening.under.until(() => listening.accepted.length === 30);
    await listening.end();
  });
}

function testClosing(name: string, create: CreateNetwork): void {
  test(`${name}: close delivers what was sent, and both ends are told once`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    const sent = new SeededRandom(3).bytes(300_000);
    client.socket.send([sent]);
    client.socket.close();
    await listening.under.until(() => server.isClosed && client.isClosed);
    assert.equal(server.received.equals(sent), true);
    assert.deepEqual([client.calls, server.calls], [['close'], ['data', 'close']]);
    await listening.end();
  });

  test(`${name}: an end that closes gets nothing any more but onClose`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.send([Buffer.from('too late')]);
    client.socket.close();
    server.socket.send([Buffer.from('later still')]);
    await listening.under.until(() => server.isClosed && client.isClosed);
    await listening.under.settle();
    assert.deepEqual(client.calls, ['close']);
    await listening.end();
  });

  test(`${name}: an end that closes is not kept waiting by one that does not read`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.pause();
    await sendUntilItPilesUp(listening.under, client);
    client.socket.close();
    await listening.under.until(() => client.isClosed);
    assert.equal(server.isClosed, false);
    await listening.end();
  });

  test(`${name}: both ends may close at the same time, and more than once`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    for (const { socket } of [client, server, client, server]) socket.close();
    await listening.under.until(() => server.isClosed && client.isClosed);
    await listening.under.settle();
    assert.deepEqual([client.calls, server.calls], [['close'], ['close']]);
    await listening.end();
  });
}

function testClosedSockets(name: string, create: CreateNetwork): void {
  test(`${name}: nothing can be sent after close, and what was sent before still arrives`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    client.socket.send([Buffer.from('before')]);
    client.socket.close();
    assert.equal(client.socket.send([Buffer.from('after')]), false);
    client.socket.pause();
    client.socket.resume();
    client.socket.close();
    await listening.under.until(() => server.isClosed && client.isClosed);
    assert.equal(server.text, 'before');
    await listening.end();
  });

  test(`${name}: a socket whose other end has gone takes calls and does nothing`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.close();
    await listening.under.until(() => client.isClosed);
    assert.equal(client.socket.send([Buffer.from('anybody?')]), false);
    client.socket.pause();
    client.socket.resume();
    client.socket.close();
    await listening.under.settle();
    assert.deepEqual(client.calls, ['close']);
    await listening.end();
  });
}

async function closeAcceptor(under: WorkingNetwork, acceptor: Acceptor): Promise<void> {
  let isClosed = false;
  const closing = acceptor.close().then(() => (isClosed = true));
  await under.until(() => isClosed);
  await closing;
}

async function assertRefused(under: WorkingNetwork, endpoint: Endpoint): Promise<void> {
  let error: unknown;
  const refused = under.network
    .connect(endpoint, { timeoutMs: TIMEOUT_MS }, () => assert.fail('nobody listens there'))
    .then(
      () => assert.fail('it connected'),
      (reason: unknown) => {
        error = reason;
      },
    );
  await under.until(() => error !== undefined);
  await refused;
  assert(error instanceof KafkaError);
  assert.deepEqual([error.code, error.retriable], ['NETWORK_EXCEPTION', true]);
  assert.match(
    error.message,
    new RegExp(`^Cannot connect to ${addressOf(endpoint)}: .*refused`, 'i'),
  );
}

function addressOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
