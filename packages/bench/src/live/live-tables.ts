import { mediansTable, oursWithKafkas, ratiosTable } from '../report/comparison-tables.ts';
import type { BrokerSeries } from '../rounds/sample-in-turn.ts';
import { LIVE_COLUMNS, LIVE_RATIOS, type LiveSample } from './live-sample.ts';

/** The medians of a work, and how ours relates to each Apache Kafka, under a heading. */
export function liveTables(heading: string, series: readonly BrokerSeries<LiveSample>[]): string {
  return [
    `### ${heading}`,
    mediansTable(LIVE_COLUMNS, series),
    ratiosTable(LIVE_RATIOS, oursWithKafkas(series)),
  ]
    .join('\n\n')
    .trim();
}

/** A sample in a line. */
export function liveSummary(sample: LiveSample): string {
  const { p50, p99, p999 } = sample.endToEndMs;
  const latencies = [p50, p99, p999].map((ms) => ms.toFixed(2)).join(' / ');
  const cores = `${sample.brokerCores.toFixed(2)} cores, others ${sample.otherCores.toFixed(2)}`;
  return `${sample.consumedPerSecond.toFixed(0)} records/s, ${latencies} ms, ${cores}`;
}
