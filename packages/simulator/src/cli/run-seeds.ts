import { wallClockMs } from '../determinism/forbidden-globals.ts';
import { EventCounts } from '../events/named-events.ts';
import { runSeed } from '../seed/run-seed.ts';
import { problemOf, replayProblem } from './judge-seed.ts';
import { eventLines, SEEDS_FOR_ALL_EVENTS, seedText, summaryLine } from './report.ts';

/** One of so many seeds is run twice, and both runs must do the same. */
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
  const startMs = wallClockMs();
  let ran = 0;
  let failed = 0;
  for (let seed = from; seed < from + count && !(untilFailure && failed > 0); seed++) {
    ran++;
    const result = await runSeed(seed);
    events.add(result.events);
    const isReplayed = (seed - from) % SEEDS_PER_REPLAY === 0;
    const problem = problemOf(result) ?? (isReplayed ? await replayProblem(result) : undefined);
    if (problem === undefined) continue;
    failed++;
    print(problem);
  }
  for (const line of eventLines(events)) print(line);
  const missing = ran < SEEDS_FOR_ALL_EVENTS ? [] : events.missing();
  if (missing.length > 0) print(`Never reached: ${missing.join(', ')}.`);
  print(`It took ${((wallClockMs() - startMs) / 1000).toFixed(1)} s.`);
  print(summaryLine(ran, failed, events));
  return failed === 0 && ran > 0 && missing.length === 0;
}

/** Runs one seed twice. Answers whether all is well. */
export async function runOneSeed(seed: number, trace: boolean, print: Print): Promise<boolean> {
  const result = await runSeed(seed, trace ? print : undefined);
  const problem = problemOf(result) ?? (await replayProblem(result));
  if (problem !== undefined) print(problem);
  print(seedText(result));
  print(summaryLine(1, problem === undefined ? 0 : 1, result.events));
  return problem === undefined;
}
