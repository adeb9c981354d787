import { runSeed, type SeedResult } from '../seed/run-seed.ts';
import { RECORDS_ACKNOWLEDGED_MIN } from '../swarm/draw-plan.ts';
import { failureText, seedText } from './report.ts';

/** What is wrong with a seed, for people. */
export function problemOf(result: SeedResult): string | undefined {
  const { seed, failure, acknowledgedCount, acknowledgedPartitionsCount, crashesCount } = result;
  if (failure !== undefined) return failureText(seed, failure);
  const isBusy =
    acknowledgedCount >= RECORDS_ACKNOWLEDGED_MIN &&
    acknowledgedPartitionsCount >= 2 &&
    crashesCount >= 1;
  return isBusy ? undefined : `Seed ${seed} proves too little. ${seedText(result)}`;
}

/** Runs a seed again. What is wrong if it did something else. */
export async function replayProblem({ seed, hash }: SeedResult): Promise<string | undefined> {
  const again = await runSeed(seed);
  if (again.hash === hash) return undefined;
  return `Seed ${seed} is not replayed: the hash was ${hash} first and is ${again.hash} now.`;
}
