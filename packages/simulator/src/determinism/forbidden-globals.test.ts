import assert from 'node:assert/strict';
import { getRandomValues, randomBytes } from 'node:crypto';
import { afterEach, test } from 'node:test';
import timers from 'node:timers';

import { forbidGlobals, microtasksDone } from './forbidden-globals.ts';

const USES: readonly (readonly [name: string, use: () => unknown])[] = [
  ['Date.now', () => Date.now()],
  ['new Date', () => new Date()],
  ['new Date', () => Date()],
  ['Math.random', () => Math.random()],
  ['performance.now', () => performance.now()],
  ['process.hrtime', () => process.hrtime()],
  ['process.hrtime', () => process.hrtime.bigint()],
  ['setTimeout', () => setTimeout(() => {}, 0)],
  ['setTimeout', () => timers.setTimeout(() => {}, 0)],
  ['setInterval', () => setInterval(() => {}, 1)],
  ['setImmediate', () => setImmediate(() => {})],
  ['crypto.randomBytes', () => randomBytes(1)],
  ['crypto.getRandomValues', () => getRandomValues(new Uint8Array(1))],
  ['crypto.getRandomValues', () => crypto.getRandomValues(new Uint8Array(1))],
  ['crypto.randomUUID', () => crypto.randomUUID()],
];

let permit = (): void => {};
afterEach(() => permit());

for (const [name, use] of USES) {
  test(`${name} throws in ${String(use)} while a seed runs, and is told even if that is caught`, () => {
    const used: string[] = [];
    permit = forbidGlobals((what) => used.push(what));
    assert.throws(use, /use the ports/);
    assert.deepEqual(used, [name]);
  });
}

test('afterwards everything works as before', () => {
  forbidGlobals(() => {})();
  assert.ok(Date.now() > 0);
  assert.ok(Math.random() < 1);
  assert.ok(performance.now() > 0);
  assert.equal(randomBytes(2).byteLength, 2);
  assert.equal(crypto.getRandomValues(new Uint8Array(2)).byteLength, 2);
  assert.ok(new Date() instanceof Date);
  assert.ok(process.hrtime.bigint() > 0n);
});

test('a date that is given its time is no use of the clock', () => {
  const used: string[] = [];
  permit = forbidGlobals((what) => used.push(what));
  assert.equal(new Date(0).toISOString(), '1970-01-01T00:00:00.000Z');
  assert.ok(new Date(0) instanceof Date);
  assert.equal(Date.UTC(1970, 0, 1), 0);
  assert.deepEqual(used, []);
});

test('a long chain of promises has ended when no microtask is left', async () => {
  let steps = 0;
  const chain = async (): Promise<void> => {
    for (; steps < 5_000; steps++) await Promise.resolve();
  };
  void chain();
  await microtasksDone();
  assert.equal(steps, 5_000);
});
