import { labelText, type Sample } from './metric.ts';
import type { WindowedHistograms } from './windowed-histograms.ts';

/** Those that Kafka's own histograms have by name: `50thPercentile` and so on. */
const QUANTILES: readonly number[] = [0.5, 0.75, 0.95, 0.98, 0.99, 0.999];

/** How the samples of a histogram are made. */
export interface SummaryOptions {
  /** Which one of the histograms. */
  readonly index: number;
  /** How many recorded units are one of what is told. */
  readonly units: number;
  /** By the monotonic clock. */
  readonly nowMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** The samples of a histogram as a summary: its quantiles, its sum and its count. */
export function* summarySamples(
  histograms: WindowedHistograms,
  { index, units, nowMs, labels }: SummaryOptions,
): Iterable<Sample> {
  const values = histograms.quantilesOf(index, QUANTILES, nowMs);
  for (const [position, value] of values.entries()) {
    const quantile = QUANTILES[position] ?? 1;
    yield {
      labels: labelText({ ...labels, quantile: quantileText(quantile) }),
      value: value / units,
    };
  }
  const text = Object.keys(labels).length === 0 ? '' : labelText(labels);
  yield { suffix: '_sum', labels: text, value: histograms.sumOf(index) / units };
  yield { suffix: '_count', labels: text, value: histograms.count };
}

/** `50thPercentile` becomes `0.50`, as the JMX exporter writes it. */
function quantileText(quantile: number): string {
  return quantile === 0.5 ? '0.50' : `${quantile}`;
}
