import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compare } from './compare.ts';

/** Keeps the processor busy for about so many microseconds. */
function busyFor(microseconds: number): void {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system >= microseconds) return;
  }
}

test('work that takes four times as long has a ratio of about four', async () => {
  const options = { rounds: 5, sampleMs: 8, warmUpMs: 4 };
  const { ratio } = await compare(
    () => busyFor(500),
    () => busyFor(2000),
    options,
  );
  assert(ratio.median > 2.5 && ratio.median < 6, `${ratio.median}`);
});

test('promises are awaited before the next run begins', async () => {
  let running = 0;
  const work = async (): Promise<void> => {
    assert.equal(running++, 0);
    await Promise.resolve();
    running--;
  };
  await compare(work, work, { rounds: 2, sampleMs: 1, warmUpMs: 1 });
  assert.equal(running, 0);
});
