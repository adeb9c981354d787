import { EventCounts } from '../events/named-events.ts';
import { type SeedOutcome, SeedProcess } from '../runner/seed-process.ts';
import { problemOf, replayProblem } from './judge-seed.ts';
import { eventLines, SEEDS_FOR_ALL_EVENTS, seedText, summaryLine } from './report.ts';

/** The last of so many seeds, and the very last, is run twice, and both runs must do the same. */
const SEEDS_PER_REPLAY = 100;

type Print = (line: string) => void;

/** Which seeds are to run. */
export interface SeedsToRun {
  readonly from: number;
  readonly count: number;
  readonly untilFailure: boolean;
}

/**
 * Runs seeds one after the other and prints what failed. Answers whether all is well: no seed failed,
 * at least one ran, and of many seeds every named event was reached.
 */
export async function runSeeds(
  { from, count, untilFailure }: SeedsToRun,
  print: Print,
): Promise<boolean> {
  const events = new EventCounts();
  using seedProcess = new SeedProcess();
  const startMs = performance.now();
  let ran = 0;
  let failed = 0;
  for (let seed = from; seed < from + count && !(untilFailure && failed > 0); seed++) {
    ran++;
    const outcome = await seedProcess.run(seed);
    if (outcome.type === 'result') events.add(outcome.result.events);
    const isReplayed = ran % SEEDS_PER_REPLAY === 0 || ran === count;
    const problem = isReplayed ? await problemOfBoth(outcome) : problemOf(outcome);
    if (problem === undefined) continue;
    failed++;
    print(problem);
  }
  for (const line of eventLines(events)) print(line);
  const missing = ran < SEEDS_FOR_ALL_EVENTS ? [] : events.missing();
  if (missing.length > 0) print(`Never reached: ${missing.join(', ')}.`);
  print(`It took ${((performance.now() - startMs) / 1000).toFixed(1)} s.`);
  print(summaryLine(ran, failed, events));
  return failed === 0 && ran > 0 && missing.length === 0;
}

/** Runs one seed twice. Answers whether all is well. */
export async function runOneSeed(seed: number, trace: boolean, print: Print): Promise<boolean> {
  using seedProcess = new SeedProcess();
  const outcome = await seedProcess.run(seed, trace);
  const events = new EventCounts();
  if (outcome.type === 'result') events.add(outcome.result.events);
  const problem = await problemOfBoth(outcome);
  if (problem !== undefined) print(problem);
  if (outcome.type === 'result') print(seedText(outcome.result));
  print(summaryLine(1, problem === undefined ? 0 : 1, events));
  return problem === undefined;
}

/** What is wrong with a seed, or with running it again. */
async function problemOfBoth(outcome: SeedOutcome): Promise<string | undefined> {
  const problem = problemOf(outcome);
  if (problem !== undefined || outcome.type === 'lost') return problem;
  return replayProblem(outcome.result);
}
