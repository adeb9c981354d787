import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compare } from './compare.ts';

function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('work that takes four times as long has a ratio of about four', async () => {
  const options = { rounds: 5, sampleMs: 8, warmUpMs: 4 };
  const { ratio } = await compare(
    () => busyFor(0.5),
    () => busyFor(2),
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
