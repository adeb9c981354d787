import { type SeedOutcome, SeedProcess } from '../runner/seed-process.ts';
import type { SeedResult } from '../seed/run-seed.ts';
import { RECORDS_ACKNOWLEDGED_MIN } from '../swarm/draw-plan.ts';
import { failureText, lostText, seedText } from './report.ts';

/** What is wrong with a seed, for people. */
export function problemOf(outcome: SeedOutcome): string | undefined {
  if (outcome.type === 'lost') return lostText(outcome.seed, outcome.reason);
  const { result } = outcome;
  const { seed, failure, acknowledgedCount, acknowledgedPartitionsCount, crashesCount } = result;
  if (failure !== undefined) return failureText(seed, failure);
  const isBusy =
    acknowledgedCount >= RECORDS_ACKNOWLEDGED_MIN &&
    acknowledgedPartitionsCount >= 2 &&
    crashesCount >= 1;
  return isBusy ? undefined : `Seed ${seed} proves too little. ${seedText(result)}`;
}

/**
 * Runs a seed again, in a process that has run no other: what an earlier seed has left in the modules
 * of the first process is not there. What is wrong if it did something else.
 */
export async function replayProblem({ seed, hash }: SeedResult): Promise<string | undefined> {
  using seedProcess = new SeedProcess();
  const outcome = await seedProcess.run(seed);
  if (outcome.type === 'lost') return lostText(seed, `In the replay: ${outcome.reason}`);
  const { result } = outcome;
  if (result.hash === hash) return undefined;
  return `Seed ${seed} is not replayed: the hash was ${hash} first and is ${result.hash} now.`;
}
