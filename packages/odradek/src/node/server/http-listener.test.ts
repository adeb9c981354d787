import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';

import type { Observed } from '../../http/http-routes.ts';
import { HttpListener, type HttpLimits } from './http-listener.ts';

const LIMITS: HttpLimits = {
  connectionsMax: 4,
  headerBytesMax: 1_024,
  requestMsMax: 200,
  idleMsMax: 400,
  answerMsMax: 400,
  checkMs: 20,
};
const READY: Observed = { notReady: [], metrics: async () => ['up 1\n', 'down 0\n'] };
const LOCAL = { host: '127.0.0.1', port: 0 };
/** More than the buffers of both ends of a connection have room for. */
const ENDLESS_PIECES = 100_000;

async function open(context: TestContext, observe = (): Observed => READY) {
  const reports: string[] = [];
  const listener = await HttpListener.open({
    endpoint: LOCAL,
    observe,
    report: (message) => reports.push(message),
    limits: LIMITS,
  });
  context.after(() => listener.close());
  const { port } = listener.endpoint;
  return { reports, port, url: `http://127.0.0.1:${port}` };
}

/** A connection that sends what it is told, and the text that it gets until it is closed. */
async function raw(port: number, ...sent: readonly string[]): Promise<string> {
  const socket = connect(port, LOCAL.host);
  for (const text of sent) socket.write(text);
  return untilClosed(socket);
}

async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (bytes: Buffer) => (text += bytes.toString()));
  // A connection that is reset is closed as well.
  socket.on('error', () => socket.destroy());
  await once(socket, 'close');
  return text;
}

test('metrics, health and readiness are answered over one connection', async (context) => {
  const { url } = await open(context);
  const metrics = await fetch(`${url}/metrics`);
  assert.equal(metrics.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(await metrics.text(), 'up 1\ndown 0\n');
  assert.equal(await (await fetch(`${url}/healthz`)).text(), 'ok\n');
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  const head = await fetch(`${url}/readyz`, { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  const post = await fetch(`${url}/metrics`, { method: 'POST' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
});

test('a request with a body, or with headers that are too large, ends its connection', async (context) => {
  const { port } = await open(context);
  const body = await raw(
    port,
    'GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n',
    'x'.repeat(10_000),
  );
  assert.match(body, /^HTTP\/1\.1 400 .*Nothing here takes a body\./s);
  const large = await raw(port, `GET /healthz HTTP/1.1\r\nHost: ${'a'.repeat(2_000)}\r\n\r\n`);
  assert.match(large, /^HTTP\/1\.1 431 /);
  assert.match(await raw(port, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 /);
});

test('who sends headers drop by drop is cut off, and holds nobody else up for long', async (context) => {
  const { port, url } = await open(context);
  const slow = Array.from({ length: LIMITS.connectionsMax }, () => {
    const socket = connect(port, LOCAL.host);
    socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n');
    const timer = setInterval(() => socket.write('X'), 20);
    return untilClosed(socket).finally(() => clearInterval(timer));
  });
  for (const answer of await Promise.all(slow)) assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('an answer that nobody reads is given up, and not made to its end before', async (context) => {
  let made = 0;
  function* endless(): Iterable<string> {
    const piece = 'x'.repeat(16_384);
    for (; made < ENDLESS_PIECES; made++) yield piece;
  }
  const { port } = await open(context, () => ({ notReady: [], metrics: async () => endless() }));
  const socket = connect(port, LOCAL.host);
  socket.pause();
  socket.write('GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  await new Promise((resolve) => setTimeout(resolve, LIMITS.answerMsMax + 300));
  assert.equal(made > 0 && made < ENDLESS_PIECES / 2, true, `${made} pieces were made`);
  const before = made;
  socket.resume();
  await once(socket, 'close');
  assert.equal(made, before);
});

test('a broker that cannot tell is answered for with 500, and reported', async (context) => {
  const { url, reports } = await open(context, () => {
    throw new Error('no file descriptor is left');
  });
  const answer = await fetch(`${url}/readyz`);
  assert.equal(answer.status, 500);
  assert.deepEqual(reports, ['A request over HTTP failed: Error: no file descriptor is left']);
});

test('an address that is taken is named with its setting', async (context) => {
  const { port } = await open(context);
  const endpoint = { host: LOCAL.host, port };
  const again = HttpListener.open({ endpoint, observe: () => READY, report: () => {} });
  await assert.rejects(again, {
    code: 'INVALID_CONFIG',
    message: /^odradek\.http\.listener is 127\.0\.0\.1:\d+, where nothing can listen .*EADDRINUSE/,
  });
});
