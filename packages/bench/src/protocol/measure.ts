import type { RivalClient } from './clients/client.ts';
import { loadRival, RIVAL_NAMES, type RivalName } from '../runtime/rivals.ts';
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

/** The pairs of one task with one rival, which are measured in a process of their own. */
export interface Part {
  readonly task: TaskName;
  readonly rival: RivalName;
}

type TaskName = 'produce' | 'fetch' | 'metadata';

const TASKS: Readonly<Record<TaskName, (rival: RivalClient) => Promise<Pair[]>>> = {
  produce: producePairs,
  fetch: fetchPairs,
  metadata: metadataPairs,
};

/** Every part, in the order of the tables. */
export const PARTS: readonly Part[] = (Object.keys(TASKS) as TaskName[]).flatMap((task) =>
  RIVAL_NAMES.map((rival) => ({ task, rival })),
);

/**
 * Measures the codecs against another client. Every pair is first made sure to read or write the
 * same contents.
 */
export async function measurePart(part: Part, options: MeasureOptions): Promise<Measurement> {
  const rows: Row[] = [];
  for (const pair of await TASKS[part.task](await loadRival(part.rival))) {
    const { ours, theirs, ...shared } = pair;
    const text = `${pair.task} ${pair.form} ${pair.rival}`;
    if (!options.words.every((word) => text.includes(word))) continue;
    console.error(`  ${text}`);
    rows.push({ ...shared, ...(await compare(ours, theirs, options)) });
  }
  return { node: process.version, rows };
}
