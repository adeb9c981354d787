import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket as TcpSocket } from 'node:net';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';

import type { Acceptor, Socket, SocketEvents } from '../network/network.ts';
import { TcpNetwork } from './tcp-network.ts';

/** What the core saw of one connection. */
interface Served {
  readonly socket: Socket;
  readonly received: Buffer[];
  readonly calls: string[];
  readonly closed: Promise<void>;
}

interface Listening {
  readonly acceptor: Acceptor;
  readonly next: () => Promise<Served>;
  readonly dial: () => Promise<TcpSocket>;
}

const network = new TcpNetwork((message) => assert.fail(message));

async function listen(
  onData: (served: Served, bytes: Buffer) => void = () => {},
): Promise<Listening> {
  const waiting: ((served: Served) => void)[] = [];
  const ready: Served[] = [];
  const accept = (socket: Socket): SocketEvents => {
    let close = (): void => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    const served: Served = { socket, received: [], calls: [], closed };
    const resolve = waiting.shift();
    if (resolve === undefined) ready.push(served);
    else resolve(served);
    return {
      onData: (bytes) => {
        served.received.push(bytes);
        onData(served, bytes);
      },
      onDrain: () => served.calls.push('drain'),
      onClose: () => {
        served.calls.push('close');
        close();
      },
    };
  };
  const acceptor = await network.listen({ host: '127.0.0.1', port: 0 }, accept);
  const next = (): Promise<Served> => {
    const served = ready.shift();
    return served === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(served);
  };
  const dial = async (): Promise<TcpSocket> => {
    const client = connect(acceptor.endpoint);
    await once(client, 'connect');
    return client;
  };
  return { acceptor, next, dial };
}

test('an address that the machine does not have is refused', async () => {
  const accept = (): SocketEvents => assert.fail('nobody connects');
  await assert.rejects(network.listen({ host: '203.0.113.7', port: 0 }, accept), {
    code: 'ODRADEK_NO_SUCH_ADDRESS',
  });
});

test('a connection that is closed delivers what was sent and reads nothing more', async () => {
  const { acceptor, next, dial } = await listen((served) => {
    served.socket.send([Buffer.alloc(300_000, 'x')]);
    served.socket.close();
  });
  const client = await dial();
  const served = await next();
  client.write('first');
  let bytes = 0;
  client.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (client.writable) client.write('more');
  });
  client.on('error', () => client.destroy());
  await once(client, 'close');
  assert.equal(bytes, 300_000);
  await served.closed;
  assert.deepEqual(served.received.map(String), ['first']);
  await acceptor.close();
});

test('a client that does not read is told to the core, and cannot keep a closing broker waiting', async () => {
  const { acceptor, next, dial } = await listen();
  const client = await dial();
  client.pause();
  const served = await next();
  let sent = 0;
  while (served.socket.send([Buffer.alloc(1_000_000)])) assert.equal(++sent < 100, true);
  served.socket.close();
  const closing = acceptor.close();
  await served.closed;
  await closing;
  client.destroy();
});

test('a client that resets its connection is no error of ours', async () => {
  const { acceptor, next, dial } = await listen();
  const client = await dial();
  const served = await next();
  client.resetAndDestroy();
  await served.closed;
  await acceptor.close();
});

test('a client that has closed its half and does not read cannot keep a connection open', async () => {
  const { acceptor, next, dial } = await listen();
  const client = await dial();
  client.pause();
  const served = await next();
  // More than the systems of both sides take on their own.
  assert.equal(served.socket.send([Buffer.alloc(50_000_000)]), false);
  client.end();
  await served.closed;
  assert.equal(served.socket.send([Buffer.from('anybody?')]), false);
  await acceptor.close();
  client.destroy();
});

test('a write that has left in part is known, although Node tells only of whole ones', async () => {
  const { acceptor, next, dial } = await listen();
  const client = await dial();
  client.pause();
  const served = await next();
  const bytes = 50_000_000;
  assert.equal(served.socket.send([Buffer.alloc(bytes)]), false);
  assert.equal(served.socket.unsentBytes, bytes);
  const untilFewer = async (than: number): Promise<number> => {
    while (served.socket.unsentBytes >= than) await setImmediate();
    return served.socket.unsentBytes;
  };
  const left = await untilFewer(bytes);
  let read = 0;
  client.on('data', (chunk: Buffer) => {
    read += chunk.byteLength;
    // More than the systems of both sides hold, and less than all.
    if (read > bytes / 2) client.pause();
  });
  client.resume();
  assert.equal((await untilFewer(left)) > 0, true);
  client.destroy();
  await served.closed;
  assert.equal(served.socket.unsentBytes, 0);
  await acceptor.close();
});
