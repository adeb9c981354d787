import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Network, Socket } from '../network/network.ts';
import { RecordedSocket } from './recorded-socket.ts';
import { SeededRandom } from './seeded-random.ts';

/** A network, and the way to let it work. */
export interface WorkingNetwork {
  readonly network: Network;
  /** A host at which the network can listen. */
  readonly host: string;
  /** Lets the network work until `isDone`. Rejects if it does not come to that. */
  readonly until: (isDone: () => boolean) => Promise<void>;
  /** Lets the network work long enough for everything to happen that is going to. */
  readonly settle: () => Promise<void>;
}

type CreateNetwork = () => WorkingNetwork;
type React = (recorded: RecordedSocket, bytes: Buffer) => void;

const TIMEOUT_MS = 5_000;

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

/** A listener, and the connections that it has accepted. */
class Listening {
  readonly under: WorkingNetwork;
  readonly acceptor: Acceptor;
  readonly accepted: RecordedSocket[];
  private readonly opened: RecordedSocket[] = [];

  private constructor(under: WorkingNetwork, acceptor: Acceptor, accepted: RecordedSocket[]) {
    this.under = under;
    this.acceptor = acceptor;
    this.accepted = accepted;
  }

  static async start(
    under: WorkingNetwork,
    react?: React,
    port = 0,
    accepting?: (socket: Socket) => void,
  ): Promise<Listening> {
    const accepted: RecordedSocket[] = [];
    const acceptor = await under.network.listen({ host: under.host, port }, (socket) => {
      accepting?.(socket);
      const recorded = new RecordedSocket(socket, react);
      accepted.push(recorded);
      return recorded;
    });
    return new Listening(under, acceptor, accepted);
  }

  /** Connects, and answers our end and the one that was accepted for it. */
  async pair(react?: React): Promise<readonly [RecordedSocket, RecordedSocket]> {
    const count = this.accepted.length;
    const client = await this.connect(react);
    await this.under.until(() => this.accepted.length > count);
    const server = this.accepted[count];
    assert(server !== undefined);
    return [client, server];
  }

  async connect(react?: React): Promise<RecordedSocket> {
    let client: RecordedSocket | undefined;
    const connected = this.under.network.connect(
      this.acceptor.endpoint,
      { timeoutMs: TIMEOUT_MS },
      (socket) => (client = new RecordedSocket(socket, react)),
    );
    await this.under.until(() => client !== undefined);
    assert(client !== undefined);
    assert.equal(await connected, client.socket);
    this.opened.push(client);
    return client;
  }

  /** Closes all of it, and checks that each end was told once. */
  async end(): Promise<void> {
    const closing = this.acceptor.close();
    const ends = [...this.opened, ...this.accepted];
    for (const { socket } of ends) {
      socket.resume();
      socket.close();
    }
    await this.under.until(() => ends.every(({ isClosed }) => isClosed));
    await closing;
    for (const { calls } of ends) {
      assert.equal(calls.filter((call) => call === 'close').length, 1);
      assert.equal(calls.at(-1), 'close');
    }
  }
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

function testPausing(name: string, create: CreateNetwork): void {
  test(`${name}: a paused end gets nothing until it is resumed, then bytes and close in order`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.pause();
    server.socket.pause();
    client.socket.send([Buffer.from('spool')]);
    client.socket.close();
    await listening.under.settle();
    assert.deepEqual(server.calls, []);
    server.socket.resume();
    server.socket.resume();
    await listening.under.until(() => server.isClosed);
    assert.equal(server.text, 'spool');
    assert.deepEqual(server.calls, ['data', 'close']);
    await listening.end();
  });

  test(`${name}: an end that pauses as it is accepted gets nothing until it is resumed`, async () => {
    const listening = await Listening.start(create(), undefined, 0, (socket) => socket.pause());
    const [client, server] = await listening.pair();
    client.socket.send([Buffer.from('spool')]);
    await listening.under.settle();
    assert.deepEqual(server.calls, []);
    server.socket.resume();
    await listening.under.until(() => server.text === 'spool');
    await listening.end();
  });

  test(`${name}: an end that pauses while it gets bytes gets no more`, async () => {
    const listening = await Listening.start(create(), ({ socket }) => socket.pause());
    const [client, server] = await listening.pair();
    let sent = 0;
    for (; sent < 10; sent++) client.socket.send([Buffer.alloc(100_000, sent)]);
    await listening.under.settle();
    assert.equal(server.chunks.length, 1);
    while (bytesOf(server) < 1_000_000) {
      const { length } = server.chunks;
      server.socket.resume();
      await listening.under.until(() => server.chunks.length > length);
      assert.equal(server.chunks.length, length + 1);
    }
    await listening.end();
  });

  test(`${name}: a paused end can send`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.pause();
    client.socket.send([Buffer.from('a')]);
    server.socket.send([Buffer.from('b')]);
    await listening.under.until(() => client.text === 'b');
    assert.equal(server.text, '');
    await listening.end();
  });
}

function testPilingUp(name: string, create: CreateNetwork): void {
  test(`${name}: send tells that bytes pile up, and onDrain once that they have left`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.pause();
    const sentBytes = await sendUntilItPilesUp(listening.under, client);
    const { length } = client.calls;
    assert.equal(client.socket.send([Buffer.from('more')]), false);
    await listening.under.settle();
    assert.equal(client.calls.length, length);
    server.socket.resume();
    await listening.under.until(() => bytesOf(server) === sentBytes + 4);
    await listening.under.until(() => client.calls.length > length);
    await listening.under.settle();
    assert.deepEqual(client.calls.slice(length), ['drain']);
    assert.equal(client.socket.send([Buffer.from('!')]), true);
    await listening.under.until(() => bytesOf(server) === sentBytes + 5);
    await listening.end();
  });

  test(`${name}: what has not left is known, until it has, or the connection is closed`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    assert.equal(client.socket.unsentBytes, 0);
    server.socket.pause();
    const sentBytes = await sendUntilItPilesUp(listening.under, client);
    const { unsentBytes } = client.socket;
    assert.equal(unsentBytes > 0 && unsentBytes <= sentBytes, true);
    server.socket.resume();
    await listening.under.until(() => bytesOf(server) === sentBytes);
    await listening.under.until(() => client.socket.unsentBytes === 0);
    server.socket.pause();
    await sendUntilItPilesUp(listening.under, client);
    client.socket.close();
    assert.equal(client.socket.unsentBytes, 0);
    await listening.end();
  });

  test(`${name}: there is no onDrain where nothing piled up`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    for (let sent = 0; sent < 10; sent++) {
      assert.equal(client.socket.send([Buffer.alloc(100_000)]), true);
      await listening.under.until(() => bytesOf(server) === (sent + 1) * 100_000);
    }
    await listening.under.settle();
    assert.deepEqual(client.calls, []);
    await listening.end();
  });

  test(`${name}: neither send nor close calls back from within`, async () => {
    const under = create();
    let isInside = false;
    const react = (): void => assert.equal(isInside, false);
    const listening = await Listening.start(under, react);
    const [client, server] = await listening.pair(react);
    server.socket.send([Buffer.from('to read')]);
    isInside = true;
    client.socket.send([Buffer.from('x')]);
    client.socket.pause();
    client.socket.close();
    assert.equal(client.isClosed || server.isClosed, false);
    isInside = false;
    await listening.end();
  });
}

function testSent(name: string, create: CreateNetwork): void {
  test(`${name}: onSent comes once for each send that asks, and then the memory may be used again`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    const memory = Buffer.alloc(1_000_000);
    const expected: Buffer[] = [];
    for (let round = 0; round < 20; round++) {
      let sentCount = 0;
      memory.fill(round);
      expected.push(Buffer.from(memory));
      client.socket.send([memory.subarray(0, 10), Buffer.alloc(0)], () => sentCount++);
      client.socket.send([memory.subarray(10, 500_000), memory.subarray(500_000)], () => {
        sentCount++;
      });
      client.socket.send([], () => sentCount++);
      assert.equal(sentCount, 0);
      await listening.under.until(() => sentCount === 3);
    }
    await listening.under.until(() => bytesOf(server) === 20_000_000);
    assert.equal(server.received.equals(Buffer.concat(expected)), true);
    await listening.end();
  });

  test(`${name}: onSent waits as long as nobody reads, and comes once they do`, async () => {
    const listening = await Listening.start(create());
    const [client, server] = await listening.pair();
    server.socket.pause();
    const sentBytes = await sendUntilItPilesUp(listening.under, client);
    let sentCount = 0;
    client.socket.send([Buffer.alloc(10)], () => sentCount++);
    await listening.under.settle();
    assert.equal(sentCount, 0);
    server.socket.resume();
    await listening.under.until(() => sentCount === 1);
    await listening.under.until(() => bytesOf(server) === sentBytes + 10);
    await listening.under.settle();
    assert.equal(sentCount, 1);
    await listening.end();
  });

  test(`${name}: onSent comes once if the connection ends before, whoever ends it`, async () => {
    for (const closing of ['client', 'server'] as const) {
      const listening = await Listening.start(create());
      const [client, server] = await listening.pair();
      server.socket.pause();
      await sendUntilItPilesUp(listening.under, client);
      let sentCount = 0;
      const count = (): number => sentCount++;
      for (let sent = 0; sent < 3; sent++) client.socket.send([Buffer.alloc(1_000_000)], count);
      (closing === 'client' ? client : server).socket.close();
      client.socket.send([Buffer.from('too late')], count);
      await listening.under.until(() => client.isClosed && sentCount === 4);
      client.socket.send([Buffer.from('later still')], count);
      await listening.under.until(() => sentCount === 5);
      await listening.under.settle();
      assert.equal(sentCount, 5);
      await listening.end();
    }
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

/**
 * Sends to somebody who does not read until nothing leaves any more: a system takes some megabytes
 * on its own. Answers how many bytes were sent.
 */
async function sendUntilItPilesUp(
  under: WorkingNetwork,
  { socket, calls }: RecordedSocket,
): Promise<number> {
  for (let sentBytes = 0; ;) {
    const { length } = calls;
    let isPiledUp = false;
    while (!isPiledUp) {
      assert.equal(sentBytes < 100_000_000, true, 'it is never told that bytes pile up');
      isPiledUp = !socket.send([Buffer.alloc(1_000_000, sentBytes)]);
      sentBytes += 1_000_000;
    }
    await under.settle();
    if (calls.length === length) return sentBytes;
  }
}

/** Sends bytes in parts of many sizes, and waits whenever they pile up. */
async function sendAll(
  under: WorkingNetwork,
  { socket, calls }: RecordedSocket,
  bytes: Buffer,
  random: SeededRandom,
): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    const part = bytes.subarray(at, at + random.between(1, random.between(1, 400_000)));
    at += part.byteLength;
    const drains = calls.filter((call) => call === 'drain').length;
    if (socket.send([part])) continue;
    await under.until(() => calls.filter((call) => call === 'drain').length > drains);
  }
}

function bytesOf({ chunks }: RecordedSocket): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function addressOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
