import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerHttp, type Observed } from './http-routes.ts';

const READY: Observed = { notReady: [], metrics: async () => ['up 1\n', 'down 0\n'] };
const STARTING: Observed = { notReady: ['The broker is starting.'], metrics: () => undefined };

async function answer(method: string, url: string, observed: Observed = READY) {
  const { status, body } = await answerHttp(method, url, observed);
  return [status, [...body].join('')];
}

test('metrics come in the type that Prometheus asks for', async () => {
  const { status, contentType, body } = await answerHttp('GET', '/metrics?name=up', READY);
  assert.deepEqual([status, contentType], [200, 'text/plain; version=0.0.4; charset=utf-8']);
  assert.deepEqual([...body], ['up 1\n', 'down 0\n']);
  assert.deepEqual(await answer('GET', '/metrics', STARTING), [
    503,
    'The broker has no metrics yet.\n',
  ]);
});

test('a process that answers lives, whatever it can do', async () => {
  assert.deepEqual(await answer('GET', '/healthz', STARTING), [200, 'ok\n']);
  assert.deepEqual(await answer('HEAD', '/healthz'), [200, 'ok\n']);
});

test('what is not ready says why, a line for each reason', async () => {
  assert.deepEqual(await answer('GET', '/readyz'), [200, 'ready\n']);
  const observed = { ...READY, notReady: ['One.', 'Two.'] };
  assert.deepEqual(await answer('GET', '/readyz', observed), [503, 'not ready\nOne.\nTwo.\n']);
});

test('other paths and methods are refused with what there is', async () => {
  assert.equal((await answer('GET', '/metrics/'))[0], 404);
  assert.equal((await answer('GET', '/..%2f/metrics'))[0], 404);
  assert.match(String((await answer('GET', '/'))[1]), /\/metrics.*\/healthz.*\/readyz/s);
  const { status, allow } = await answerHttp('POST', '/metrics', READY);
  assert.deepEqual([status, allow], [405, 'GET, HEAD']);
});
