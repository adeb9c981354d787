import { EVENT_NAMES, EventCounts } from '../events/named-events.ts';
import { treeState, writeLedger } from '../ledger/write-ledger.ts';
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
  /** How many run at the same time, each in a process of its own. */
  readonly jobs: number;
  /** Whether the ledger is told. */
  readonly ledger: boolean;
}

/**
 * Runs seeds and prints what failed. Answers whether all is well: no seed failed, at least one ran,
 * and of many seeds every named event was reached.
 */
export async function runSeeds(seeds: SeedsToRun, print: Print): Promise<boolean> {
  const before = seeds.ledger ? treeState() : undefined;
  const startMs = performance.now();
  const run = new SeedsRun(seeds, print);
  await run.run();
  const { ran, failed, events } = run;
  for (const line of eventLines(events)) print(line);
  const missing = ran < SEEDS_FOR_ALL_EVENTS ? [] : events.missing();
  if (missing.length > 0) print(`Never reached: ${missing.join(', ')}.`);
  const seconds = (performance.now() - startMs) / 1000;
  print(`It took ${seconds.toFixed(1)} s.`);
  if (before !== undefined) {
    writeLedger(before, {
      date: new Date().toISOString().slice(0, 10),
      firstSeed: seeds.from,
      seeds: ran,
      seconds: Math.round(seconds),
      traceEvents: run.traceEventsCount,
      eventsReached: events.reachedCount,
      eventsKnown: EVENT_NAMES.length,
      failed,
    });
  }
  print(summaryLine(ran, failed, events));
  return failed === 0 && ran > 0 && missing.length === 0;
}

/** Seeds that are run by some processes, each of which takes the next one when it has ended one. */
class SeedsRun {
  ran = 0;
  failed = 0;
  traceEventsCount = 0;
  readonly events: EventCounts = new EventCounts();
  private readonly seeds: SeedsToRun;
  private readonly print: Print;
  private next: number;

  constructor(seeds: SeedsToRun, print: Print) {
    this.seeds = seeds;
    this.print = print;
    this.next = seeds.from;
  }

  /** Resolves when all have ended, or the first one has failed and no other is to run. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.seeds.jobs }, () => this.work()));
  }

  private async work(): Promise<void> {
    const { from, count, untilFailure } = this.seeds;
    using seedProcess = new SeedProcess();
    while (this.next < from + count && !(untilFailure && this.failed > 0)) {
      await this.runSeed(this.next++, seedProcess);
    }
  }

  private async runSeed(seed: number, seedProcess: SeedProcess): Promise<void> {
    const { from, count } = this.seeds;
    this.ran++;
    const outcome = await seedProcess.run(seed);
    if (outcome.type === 'result') {
      this.events.add(outcome.result.events);
      this.traceEventsCount += outcome.result.traceEventsCount;
    }
    const place = seed - from + 1;
    const isReplayed = place % SEEDS_PER_REPLAY === 0 || place === count;
    const problem = isReplayed ? await problemOfBoth(outcome) : problemOf(outcome);
    if (problem === undefined) return;
    this.failed++;
    this.print(problem);
  }
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
