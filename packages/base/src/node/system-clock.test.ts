import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SystemClock } from './system-clock.ts';
import { SystemRandom } from './system-random.ts';

test('a timer runs after its delay, unless it is cancelled', async () => {
  const clock = new SystemClock();
  const start = clock.monotonicMs();
  const cancelled = clock.setTimer(1, () => assert.fail('it ran'));
  cancelled.cancel();
  await new Promise<void>((resolve) => clock.setTimer(10, resolve));
  assert.equal(clock.monotonicMs() - start >= 9, true);
});

test('a timer whose delay is longer than Node can wait does not run at once', async () => {
  const clock = new SystemClock();
  const timer = clock.setTimer(2 ** 40, () => assert.fail('it ran'));
  await new Promise<void>((resolve) => clock.setTimer(5, resolve));
  timer.cancel();
});

test('random bytes differ', () => {
  const random = new SystemRandom();
  assert.notDeepEqual(random.bytes(16), random.bytes(16));
});
