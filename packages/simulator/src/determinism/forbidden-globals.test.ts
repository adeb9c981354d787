import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, test } from 'node:test';

import { forbidGlobals, microtasksDone } from './forbidden-globals.ts';

const USES: Readonly<Record<string, () => unknown>> = {
  'Date.now': () => Date.now(),
  'Math.random': () => Math.random(),
  'performance.now': () => performance.now(),
  'process.hrtime': () => process.hrtime(),
  setTimeout: () => setTimeout(() => {}, 0),
  setInterval: () => setInterval(() => {}, 1),
  setImmediate: () => setImmediate(() => {}),
  'crypto.randomBytes': () => randomBytes(1),
};

let permit = (): void => {};
afterEach(() => permit());

for (const [name, use] of Object.entries(USES)) {
  test(`${name} throws while a seed runs, and is told even if that is caught`, () => {
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
