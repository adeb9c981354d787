import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { problemOf, replayProblem } from '../cli/judge-seed.ts';
import { SeedProcess } from '../runner/seed-process.ts';
import { SAVED_SEEDS } from '../testing/saved-seeds.ts';
import { runSeed } from './run-seed.ts';

const SEEDS = 40;
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

test(`what is acknowledged or seen survives everything that ${SEEDS} seeds do`, async () => {
  using seedProcess = new SeedProcess();
  for (let seed = 1; seed < SEEDS; seed++) {
    assert.equal(problemOf(await seedProcess.run(seed)), undefined);
  }
  const last = await seedProcess.run(SEEDS);
  assert.equal(problemOf(last), undefined);
  assert.ok(last.type === 'result');
  assert.equal(await replayProblem(last.result), undefined, 'whatever ran before it');
});

for (const { seed, found } of SAVED_SEEDS) {
  test(`seed ${seed}, which has found that ${found}, is well`, async () => {
    using seedProcess = new SeedProcess();
    assert.equal(problemOf(await seedProcess.run(seed)), undefined);
  });
}

test('a seed does the same again, in this process and in another', async () => {
  const result = await runSeed(3);
  assert.equal((await runSeed(3)).hash, result.hash);
  assert.equal(await replayProblem(result), undefined);
  const output = execFileSync(process.execPath, [MAIN, '--seed', '3'], { encoding: 'utf8' });
  assert.match(output, new RegExp(`hash ${result.hash}`));
  assert.match(output, /^Seeds run: 1, failed: 0, events reached: \d+ of \d+\n$/m);
});

test('a replay that does something else is told', async () => {
  const result = await runSeed(3);
  const problem = await replayProblem({ ...result, hash: 'another' });
  assert.match(problem ?? '', /^Seed 3 is not replayed: the hash was another first/);
});

test('another seed does something else', async () => {
  assert.notEqual((await runSeed(3)).hash, (await runSeed(4)).hash);
});
