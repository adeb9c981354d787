import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerHttp, type Observed } from './http-routes.ts';

const READY: Observed = { notReady: [], metrics: () => ['up 1\n', 'down 0\n'] };
const STARTING: Observed = { notReady: ['The broker is starting.'], metrics: () => undefined };

function answer(method: string, url: string, observed: Observed = READY) {
  const { status, body } = answerHttp(method, url, observed);
  return [status, [...body].join('')];
}

test('metrics come in the type that Prometheus asks for', () => {
  const { status, contentType, body } = answerHttp('GET', '/metrics?name=up', READY);
  assert.deepEqual([status, contentType], [200, 'text/plain; version=0.0.4; charset=utf-8']);
  assert.deepEqual([...body], ['up 1\n', 'down 0\n']);
  assert.deepEqual(answer('GET', '/metrics', STARTING), [503, 'The broker has no metrics yet.\n']);
});

test('a process that answers lives, whatever it can do', () => {
  assert.deepEqual(answer('GET', '/healthz', STARTING), [200, 'ok\n']);
  assert.deepEqual(answer('HEAD', '/healthz'), [200, 'ok\n']);
});

test('what is not ready says why, a line for each reason', () => {
  assert.deepEqual(answer('GET', '/readyz'), [200, 'ready\n']);
  const observed = { ...READY, notReady: ['One.', 'Two.'] };
  assert.deepEqual(answer('GET', '/readyz', observed), [503, 'not ready\nOne.\nTwo.\n']);
});

test('other paths and methods are refused with what there is', () => {
  assert.equal(answer('GET', '/metrics/')[0], 404);
  assert.equal(answer('GET', '/..%2f/metrics')[0], 404);
  assert.match(String(answer('GET', '/')[1]), /\/metrics.*\/healthz.*\/readyz/s);
  const { status, allow } = answerHttp('POST', '/metrics', READY);
  assert.deepEqual([status, allow], [405, 'GET, HEAD']);
});
