import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { problemOf } from '../cli/judge-seed.ts';
import { SeedProcess } from './seed-process.ts';

function programNamed(name: string): string {
  return fileURLToPath(new URL(`../testing/${name}.js`, import.meta.url));
}

test('a seed that goes round in circles for ever is ended and fails with its number', async () => {
  using seedProcess = new SeedProcess({
    program: programNamed('circling-process'),
    seedMsMax: 500,
  });
  const outcome = await seedProcess.run(7);
  const problem = problemOf(outcome) ?? '';
  assert.match(problem, /^Seed 7 failed\.\n.*not over after 500 ms of real time.*\n.*--seed 7 /);
  // The next one gets a process of its own.
  assert.match(problemOf(await seedProcess.run(8)) ?? '', /^Seed 8 failed/);
});

test('a seed that takes its process down fails with its number', async () => {
  using seedProcess = new SeedProcess({ program: programNamed('failing-process') });
  const problem = problemOf(await seedProcess.run(7)) ?? '';
  assert.match(problem, /^Seed 7 failed\.\n.*ended by itself, with exit code 3/);
});
