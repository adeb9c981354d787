import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Socket } from '../network/network.ts';
import { ManualClock } from './manual-clock.ts';
import type { NetworkFaultPlan, TimedFault } from './network-faults.ts';
import type { NodeClock } from './node-clock.ts';
import { RecordedSocket } from './recorded-socket.ts';
import { SeededRandom } from './seeded-random.ts';
import type { VirtualConnection } from './virtual-connection.ts';
import type { VirtualHost } from './virtual-host.ts';
import { VirtualNetwork } from './virtual-network.ts';

const BROKER = { host: 'broker', port: 9092 };
const LATENCY = { minMs: 1, maxMs: 1 };

/** A client and a broker, each on a host of its own. */
class World {
  readonly clock: ManualClock;
  readonly network: VirtualNetwork;
  readonly brokerClock: NodeClock;
  broker: VirtualHost;
  readonly client: VirtualHost;
  readonly accepted: RecordedSocket[] = [];

  constructor(faults: Partial<NetworkFaultPlan> = {}, seed = 1) {
    const random = new SeededRandom(seed);
    this.clock = new ManualClock({ random });
    this.network = new VirtualNetwork({ clock: this.clock, random, faults });
    this.brokerClock = this.clock.node();
    this.broker = this.network.host('broker', { clock: this.brokerClock });
    this.client = this.network.host('client', { clock: this.clock.node() });
  }

  async listen(): Promise<void> {
    await this.broker.listen(BROKER, (socket) => {
      const recorded = new RecordedSocket(socket);
      this.accepted.push(recorded);
      return recorded;
    });
  }

  /** Runs timer after timer, with the promises between them, until `ms` have passed. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.clock.monotonicMs() + ms;
    await settle();
    while ((this.clock.nextTimerAt ?? Infinity) <= untilMs) {
      this.clock.advanceToNextTimer();
      await settle();
    }
    this.clock.advance(untilMs - this.clock.monotonicMs());
  }

  async connect(timeoutMs = 30_000): Promise<RecordedSocket> {
    let recorded: RecordedSocket | undefined;
    const open = (socket: Socket): RecordedSocket => (recorded = new RecordedSocket(socket));
    const connecting = this.client.connect(BROKER, { timeoutMs }, open);
    const settled = Promise.allSettled([connecting]);
    await this.pass(timeoutMs);
    await settled;
    await connecting;
    assert(recorded !== undefined);
    return recorded;
  }

  /** A client, what the broker has of its connection, and the connection itself. */
  async pair(): Promise<readonly [RecordedSocket, RecordedSocket, VirtualConnection]> {
    await this.listen();
    const client = await this.connect(10);
    await this.pass(10);
    const [server] = this.accepted;
    const [connection] = this.network.connections;
    assert(server !== undefined && connection !== undefined);
    return [client, server, connection];
  }
}

async function settle(): Promise<void> {
  for (let microtask = 0; microtask < 20; microtask++) await Promise.resolve();
}

function always(ms: number): TimedFault {
  return { probability: 1, minMs: ms, maxMs: ms };
}

test('a chunk takes its time, and what follows waits behind it', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  world.network.setFaults({ delay: always(50) });
  client.socket.send([Buffer.from('a')]);
  world.network.setFaults({});
  client.socket.send([Buffer.from('b')]);
  await world.pass(49);
  assert.equal(server.text, '');
  await world.pass(1);
  assert.equal(server.text, 'ab');
  assert.deepEqual(server.chunks.map(String), ['a', 'b']);
  assert.equal(world.network.faults.delayed, 1);
});

test('chunks are split anywhere and merged, and stay the same bytes', async () => {
  const sizes = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    const world = new World({ split: 0.7, merge: 0.3, delay: { ...always(3), minMs: 0 } }, seed);
    const [client, server] = await world.pair();
    const sent = Buffer.from(Array.from({ length: 60 }, (_, index) => index));
    for (let at = 0; at < 60; at += 20) client.socket.send([sent.subarray(at, at + 20)]);
    await world.pass(100);
    assert.deepEqual(server.received, sent);
    for (const { byteLength } of server.chunks) sizes.add(byteLength);
    assert.equal(world.network.faults.split > 0, true);
  }
  assert.equal(sizes.has(1), true);
  assert.equal(
    [...sizes].some((size) => size > 20),
    true,
  );
});

test('a reset cuts at any byte, and both sides learn of it', async () => {
  const lengths = new Set<number>();
  for (let seed = 0; seed < 40; seed++) {
    const world = new World({ latency: LATENCY }, seed);
    const [client, server] = await world.pair();
    world.network.setFaults({ latency: LATENCY, reset: 1 });
    client.socket.send([Buffer.from('abc')]);
    await world.pass(10);
    assert.equal('abc'.startsWith(server.text), true);
    lengths.add(server.received.byteLength);
    assert.equal(client.isClosed && server.isClosed, true);
    assert.equal(client.socket.send([Buffer.from('x')]), false);
    assert.equal(world.network.faults.reset, 1);
    assert.deepEqual(world.network.connections, []);
  }
  assert.deepEqual(
    [...lengths].toSorted((left, right) => left - right),
    [0, 1, 2, 3],
  );
});

test('bytes of an old connection arrive after its client has retried on a new one', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server, connection] = await world.pair();
  client.socket.send([Buffer.from('first try')]);
  connection.reset({ first: 'client', deliverBytes: 9, lateMs: 500 });
  await world.pass(5);
  assert.deepEqual(client.calls, ['close']);
  assert.deepEqual(server.calls, []);
  const again = await world.connect(5);
  again.socket.send([Buffer.from('second try')]);
  await world.pass(5);
  assert.equal(world.accepted[1]?.text, 'second try');
  assert.equal(server.text, '');
  await world.pass(500);
  assert.equal(server.text, 'first try');
  assert.deepEqual(server.calls, ['data', 'close']);
  assert.equal(world.network.faults.lateDelivery, 1);
});

test('late delivery is drawn too', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  world.network.setFaults({ reset: 1, lateDelivery: always(200) });
  client.socket.send([Buffer.alloc(1000, 'x')]);
  await world.pass(100);
  assert.deepEqual([client.isClosed, server.received.byteLength], [true, 0]);
  await world.pass(100);
  assert.equal(server.received.byteLength > 0, true);
  assert.equal(world.network.faults.lateDelivery, 1);
});

test('of a half-open connection one side learns, the other hears nothing until it gives up', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server, connection] = await world.pair();
  connection.halfOpen('server');
  client.socket.send([Buffer.from('anybody there?')]);
  await world.pass(60_000);
  assert.deepEqual([client.calls, server.calls], [[], ['close']]);
  client.socket.close();
  await world.pass(2_000);
  assert.deepEqual(client.calls, ['close']);
  assert.equal(world.network.faults.halfOpen, 1);
  assert.deepEqual(world.network.connections, []);
});

test('a reader that takes nothing lets the sender pile up, and then gets it all', async () => {
  const world = new World();
  const [client, server, connection] = await world.pair();
  connection.stallReader('server', 5_000);
  let sent = 0;
  while (client.socket.send([Buffer.alloc(100_000)])) assert.equal(++sent < 100, true);
  await world.pass(4_999);
  assert.deepEqual([server.chunks.length, client.calls], [0, []]);
  await world.pass(10);
  assert.equal(server.received.byteLength, (sent + 1) * 100_000);
  assert.deepEqual(client.calls, ['drain']);
  assert.equal(world.network.faults.slowReader, 1);
});

for (const direction of ['in', 'out'] as const) {
  test(`a host whose way ${direction} is cut off is heard in one direction only`, async () => {
    const world = new World({ latency: LATENCY });
    const [client, server] = await world.pair();
    world.broker.partition(direction);
    client.socket.send([Buffer.from('request')]);
    server.socket.send([Buffer.from('response')]);
    await world.pass(60_000);
    assert.equal(server.text, direction === 'in' ? '' : 'request');
    assert.equal(client.text, direction === 'out' ? '' : 'response');
    const late = world.connect(3_000);
    await assert.rejects(late, { code: 'NETWORK_EXCEPTION', message: /no answer within 3000 ms/ });
    world.broker.heal();
    await world.pass(5);
    assert.deepEqual([server.text, client.text], ['request', 'response']);
    assert.equal(world.network.faults.partitioned, 1);
  });
}

test('a host that is clogged gets everything in a burst', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  world.broker.clog(1_000);
  for (let sent = 0; sent < 5; sent++) {
    client.socket.send([Buffer.from(String(sent))]);
    await world.pass(100);
  }
  assert.equal(server.text, '');
  await world.pass(500);
  assert.equal(server.text, '01234');
  assert.equal(world.network.faults.clogged, 1);
});

test('an attempt to connect is refused, or nobody answers it', async () => {
  const refusing = new World({ refuse: 1 });
  await refusing.listen();
  await assert.rejects(refusing.connect(), {
    code: 'NETWORK_EXCEPTION',
    retriable: true,
    message: 'Cannot connect to broker:9092: the connection was refused.',
  });
  assert.equal(refusing.network.faults.refused, 1);
  const silent = new World({ connectTimeout: 1 });
  await silent.listen();
  await assert.rejects(silent.connect(700), /broker:9092: no answer within 700 ms/);
  assert.equal(silent.clock.monotonicMs(), 700);
  assert.equal(silent.network.faults.connectTimeout, 1);
  assert.equal(silent.clock.timersCount, 0);
});

test('a host that crashes takes its connections along, and the others see a reset', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  world.broker.crash({ seesReset: true });
  assert.equal(server.socket.send([Buffer.from('from the grave')]), false);
  await world.pass(10);
  assert.deepEqual([client.calls, server.calls], [['close'], []]);
  await assert.rejects(world.connect(), /refused/);
  world.broker = world.network.host('broker');
  await world.listen();
  const again = await world.connect();
  assert.equal(again.isClosed, false);
  assert.equal(world.network.faults.crashed, 1);
});

test('a host that loses power is silent until it is up again and answers what it does not know', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  const dying = world.broker.listen({ host: 'broker', port: 0 }, () => assert.fail());
  await dying;
  world.broker.crash({ seesReset: false });
  await world.pass(60_000);
  await assert.rejects(world.connect(5_000), /no answer within 5000 ms/);
  assert.deepEqual(client.calls, []);
  world.broker = world.network.host('broker');
  await world.listen();
  await world.pass(1_000);
  assert.deepEqual(client.calls, []);
  client.socket.send([Buffer.from('still there?')]);
  await world.pass(10);
  assert.deepEqual([client.calls, server.calls], [['close'], []]);
});

test('a paused host hears nothing, and then everything in its order', async () => {
  const world = new World({ latency: LATENCY });
  const [client, server] = await world.pair();
  world.brokerClock.pause();
  client.socket.send([Buffer.from('a')]);
  await world.pass(5_000);
  const other = await world.connect(100);
  other.socket.send([Buffer.from('b')]);
  client.socket.close();
  await world.pass(5_000);
  assert.deepEqual([server.calls, world.accepted.length], [[], 1]);
  world.brokerClock.resume();
  await world.pass(5);
  assert.deepEqual(server.calls, ['data', 'close']);
  assert.equal(world.accepted[1]?.text, 'b');
});

test('code of a host that crashed gets no answer of any kind', async () => {
  const world = new World({ latency: LATENCY });
  await world.listen();
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  world.client.connect(BROKER, { timeoutMs: 10 }, () => assert.fail('it is down')).then(note, note);
  world.client.crash({ seesReset: true });
  world.client.listen(BROKER, () => assert.fail()).then(note, note);
  await world.pass(60_000);
  assert.equal(settled, false);
});

const STORM: NetworkFaultPlan = {
  latency: { minMs: 0.1, maxMs: 3 },
  delay: { probability: 0.1, minMs: 1, maxMs: 300 },
  split: 0.2,
  merge: 0.5,
  reset: 0.02,
  lateDelivery: { probability: 0.5, minMs: 10, maxMs: 5_000 },
  halfOpen: 0.01,
  slowReader: { probability: 0.02, minMs: 10, maxMs: 1_000 },
  clog: { probability: 0.01, minMs: 10, maxMs: 2_000 },
  partition: { probability: 0.01, minMs: 10, maxMs: 2_000 },
  refuse: 0.1,
  connectTimeout: 0.1,
};

/** Clients that send numbered lines and connect again when they break, and what was heard. */
async function storm(seed: number): Promise<{ log: string; world: World }> {
  const world = new World(STORM, seed);
  await world.listen();
  const log: string[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    try {
      const client = await world.connect(2_000);
      for (let line = 0; line < 10 && !client.isClosed; line++) {
        client.socket.send([Buffer.from(`${attempt}.${line};`)]);
        await world.pass(20);
      }
    } catch (error) {
      log.push(String(error));
    }
  }
  world.network.setFaults({});
  world.network.heal();
  await world.pass(10_000);
  for (const { text, calls } of world.accepted) log.push(`${text} ${calls.join()}`);
  log.push(JSON.stringify(world.network.faults), String(world.clock.monotonicMs()));
  return { log: log.join('\n'), world };
}

test('a storm comes again from its seed, and every fault happens over some seeds', async () => {
  const totals = new Map<string, number>();
  const logs = new Set<string>();
  for (let seed = 0; seed < 25; seed++) {
    const { log, world } = await storm(seed);
    assert.equal((await storm(seed)).log, log);
    logs.add(log);
    for (const [kind, count] of Object.entries(world.network.faults)) {
      totals.set(kind, (totals.get(kind) ?? 0) + count);
    }
    for (const { text } of world.accepted) {
      // Whatever breaks, a connection carries a prefix of what was sent on it.
      const lines = text.split(';').slice(0, -1);
      const [attempt] = (lines[0] ?? '').split('.');
      assert.deepEqual(
        lines,
        lines.map((_, line) => `${attempt}.${line}`),
      );
    }
  }
  assert.equal(logs.size, 25);
  totals.delete('crashed');
  for (const [kind, count] of totals) assert.equal(count > 0, true, kind);
});
