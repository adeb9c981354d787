import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchNpm } from './parent-watch.js';

const EVERY_MS = 1;
const LONG_MS = 50;

test('the death of npm is noticed once', async (context) => {
  const onGone = context.mock.fn();
  const self = { env: { npm_lifecycle_event: 'start' }, ppid: 42 };
  watchNpm(onGone, self, EVERY_MS);
  await sleep(LONG_MS);
  assert.equal(onGone.mock.callCount(), 0);
  self.ppid = 1;
  await sleep(LONG_MS);
  assert.equal(onGone.mock.callCount(), 1);
});

test('a parent that is not npm may go', async (context) => {
  const onGone = context.mock.fn();
  const self = { env: {}, ppid: 42 };
  watchNpm(onGone, self, EVERY_MS);
  self.ppid = 1;
  await sleep(LONG_MS);
  assert.equal(onGone.mock.callCount(), 0);
});
