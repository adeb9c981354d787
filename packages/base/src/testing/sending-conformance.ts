import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesOf, type CreateNetwork, Listening, sendUntilItPilesUp } from './listening-network.ts';

/** A side that does not read for a while. */
export function testPausing(name: string, create: CreateNetwork): void {
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

/** What was sent and does not leave. */
export function testPilingUp(name: string, create: CreateNetwork): void {
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

/** When the memory of what was sent may be used again. */
export function testSent(name: string, create: CreateNetwork): void {
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
