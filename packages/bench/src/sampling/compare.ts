import { type Spread, spreadOf } from './statistics.ts';

/** Does the measured work once. What it returns is awaited only if it is a promise. */
export type Work = () => unknown;

/** How long and how often is measured. */
export interface SamplingOptions {
  readonly rounds: number;
  /** How long one sample is meant to take, in milliseconds. */
  readonly sampleMs: number;
  /** How long each of the two runs before anything is measured, in milliseconds. */
  readonly warmUpMs: number;
}

/** What a comparison found. */
export interface Comparison {
  /** How often in a second of processor time each can be done, by the medians of the samples. */
  readonly oursPerSecond: number;
  readonly rivalPerSecond: number;
  /** How many times as fast ours was within one round. */
  readonly ratio: Spread;
}

/**
 * Measures two pieces of work in alternating rounds, each round in the other order, by the processor
 * time they take, and compares only what was measured within one round: a neighbour that empties
 * the caches slows both.
 */
export async function compare(
  ours: Work,
  rival: Work,
  options: SamplingOptions,
): Promise<Comparison> {
  const oursCount = await calibrate(ours, options);
  const rivalCount = await calibrate(rival, options);
  const oursMs: number[] = [];
  const rivalMs: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    if (round % 2 === 0) oursMs.push(await sample(ours, oursCount));
    rivalMs.push(await sample(rival, rivalCount));
    if (round % 2 === 1) oursMs.push(await sample(ours, oursCount));
  }
  return {
    oursPerSecond: 1000 / spreadOf(oursMs).median,
    rivalPerSecond: 1000 / spreadOf(rivalMs).median,
    ratio: spreadOf(rivalMs.map((ms, round) => ms / (oursMs[round] ?? Number.NaN))),
  };
}

/** Warms the work up and answers how often it must run to fill one sample. */
async function calibrate(work: Work, options: SamplingOptions): Promise<number> {
  const start = processorMs();
  let count = 0;
  while (processorMs() - start < options.warmUpMs) {
    await repeat(work, 1);
    count++;
  }
  const msEach = await sample(work, Math.max(1, Math.ceil(count / 10)));
  return Math.max(1, Math.round(options.sampleMs / msEach));
}

/**
 * Milliseconds of processor time for one of `count` runs. Begins without the young garbage of what
 * ran before. A full collection would be wrong here: no object of the decoders is alive between two
 * samples, so that it would take their shapes, and with these the optimized code, as it never does
 * in a client.
 */
async function sample(work: Work, count: number): Promise<number> {
  globalThis.gc?.({ type: 'minor' });
  const start = processorMs();
  await repeat(work, count);
  return (processorMs() - start) / count;
}

/**
 * The processor time that this process has taken, with that of its collector of garbage. Where other
 * processes want the same cores, it says more than a clock on the wall does.
 */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function repeat(work: Work, count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    const result = work();
    if (result instanceof Promise) await result;
  }
}
