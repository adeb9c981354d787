import { loadRivals } from '../runtime/rivals.ts';
import { compare, type Comparison, type SamplingOptions } from '../sampling/compare.ts';
import { fetchPairs } from './tasks/fetch-pairs.ts';
import { metadataPairs } from './tasks/metadata-pairs.ts';
import type { Pair } from './tasks/pair.ts';
import { producePairs } from './tasks/produce-pairs.ts';

/** One row of the result. */
export interface Row
  extends Comparison, Pick<Pair, 'task' | 'form' | 'counts' | 'rival' | 'apiVersion'> {}

/** What one run of Node measured. */
export interface Measurement {
  readonly node: string;
  readonly rows: readonly Row[];
}

/** Which pairs are measured, and how. */
export interface MeasureOptions extends SamplingOptions {
  /** Only pairs whose task, form or rival holds all of these words. */
  readonly words: readonly string[];
}

/**
 * Measures the codecs against the other clients. Every pair is first made sure to read or write
 * the same contents.
 */
export async function measureProtocol(options: MeasureOptions): Promise<Measurement> {
  const rows: Row[] = [];
  for (const pair of await allPairs()) {
    const { ours, theirs, ...shared } = pair;
    const text = `${pair.task} ${pair.form} ${pair.rival}`;
    if (!options.words.every((word) => text.includes(word))) continue;
    console.error(`  ${text}`);
    rows.push({ ...shared, ...(await compare(ours, theirs, options)) });
  }
  return { node: process.version, rows };
}

async function allPairs(): Promise<Pair[]> {
  const rivals = await loadRivals();
  const pairs: Pair[] = [];
  for (const pairsWith of [producePairs, fetchPairs, metadataPairs]) {
    for (const rival of rivals) pairs.push(...(await pairsWith(rival)));
  }
  return pairs;
}
