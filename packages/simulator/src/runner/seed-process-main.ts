import { runSeed } from '../seed/run-seed.ts';
import type { SeedOrder } from './seed-process.ts';

/** Runs the seeds that its parent orders, one at a time, and answers each with its result. */
process.on('message', (order: SeedOrder) => {
  void run(order);
});

async function run({ seed, trace }: SeedOrder): Promise<void> {
  const result = await runSeed(seed, trace ? (line) => console.log(line) : undefined);
  process.send?.(result);
}
