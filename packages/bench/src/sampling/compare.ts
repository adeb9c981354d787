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
  /** How often a second the medians of the samples say that each can be done. */
  readonly oursPerSecond: number;
  readonly rivalPerSecond: number;
  /** How many times as fast ours was within one round. */
  readonly ratio: Spread;
}

/**
 * Measures two pieces of work in alternating rounds, each round in the other order, and compares
 * only what was measured within one round: a busy neighbour slows both.
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
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < options.warmUpMs) {
    await repeat(work, 1);
    count++;
  }
  const msEach = await sample(work, Math.max(1, Math.ceil(count / 10)));
  return Math.max(1, Math.round(options.sampleMs / msEach));
}

/**
 * Milliseconds for one run, of `count` runs. Begins without garbage of what ran before, which would
 * otherwise be collected at the cost of this one.
 */
async function sample(work: Work, count: number): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await repeat(work, count);
  return (performance.now() - start) / count;
}

async function repeat(work: Work, count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    const result = work();
    if (result instanceof Promise) await result;
  }
}
