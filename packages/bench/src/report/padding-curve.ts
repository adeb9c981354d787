import type { WorkSamples } from '../produce/produce-rounds.ts';
import { spreadOf } from '../sampling/statistics.ts';
import { number, table } from './comparison-tables.ts';
import { produceTables } from './produce-tables.ts';

/** What was measured while each sync took so long at least. */
export interface PaddingSamples {
  readonly paddingMs: number;
  readonly works: readonly WorkSamples[];
}

/** The tables of all works; if there are several paddings a curve over them, and the tables for each. */
export function paddingReport(results: readonly PaddingSamples[]): string {
  const [only] = results;
  if (only !== undefined && results.length === 1) {
    return [...headOf(only), produceTables(only.works)].join('\n\n');
  }
  const tables = results.map((result) => {
    return [...headOf(result, 'as they are'), oneLevelDeeper(produceTables(result.works))];
  });
  return [curve(results), ...tables.flat()].join('\n\n');
}

/** A text in Markdown with each of its headings one level deeper. */
export function oneLevelDeeper(text: string): string {
  return text.replaceAll(/^#/gm, '##');
}

function headOf({ paddingMs }: PaddingSamples, unpadded?: string): string[] {
  if (paddingMs > 0) return [`### Syncs of at least ${paddingMs} ms`];
  return unpadded === undefined ? [] : [`### Syncs ${unpadded}`];
}

function curve(results: readonly PaddingSamples[]): string {
  const columns = results.map(({ paddingMs }) =>
    paddingMs === 0 ? 'not padded' : `${paddingMs} ms`,
  );
  const rows = (results[0]?.works ?? []).flatMap(({ name, brokers }, work) =>
    brokers.map((broker, index) => [
      name,
      broker.name,
      ...results.map(({ works }) => {
        const samples = works[work]?.brokers[index]?.samples ?? [];
        const perSecond = spreadOf(samples.map((sample) => sample.requestsPerSecond)).median;
        const p99 = spreadOf(samples.map((sample) => sample.latencyMs.p99)).median;
        return `${number(perSecond, 0)}, ${number(p99, 1)} ms`;
      }),
    ]),
  );
  return table([['requests/s, p99', 'broker', ...columns], ...rows]);
}
