import { fileURLToPath } from 'node:url';

import { BROKER_METRICS } from '../../../metrics/broker-metrics.ts';
import type { MetricFamily } from '../../../metrics/metric.ts';

/** The page of the documentation about metrics. */
export const METRICS_PAGE: string = fileURLToPath(
  new URL('../../../../../../docs/metrics.md', import.meta.url),
);

const BEGIN = '<!-- metrics: begin (written by `npm run docs`) -->';
const END = '<!-- metrics: end -->';

/** The page with the part between the two markers written anew. Raises an `Error` without them. */
export function withMetrics(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The page needs the markers ${BEGIN} and ${END}.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${metricsText()}\n\n${page.slice(end)}`;
}

function metricsText(): string {
  const families = BROKER_METRICS.map(({ family }) => family);
  const ofKafka = families.filter(({ mbean }) => mbean !== undefined);
  const others = families.filter(({ mbean }) => mbean === undefined);
  return [
    `## Kafka's (${ofKafka.length})`,
    '',
    '| metric | type | labels | JMX name in Kafka | |',
    '|---|---|---|---|---|',
    ...sorted(ofKafka).map((family) => row(family, `\`${family.mbean ?? ''}\``)),
    '',
    `## Others (${others.length})`,
    '',
    '| metric | type | labels | |',
    '|---|---|---|---|',
    ...sorted(others).map((family) => row(family)),
  ].join('\n');
}

function sorted(families: readonly MetricFamily[]): readonly MetricFamily[] {
  return [...families].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function row({ name, type, labels, help }: MetricFamily, ...columns: readonly string[]): string {
  const all = type === 'summary' ? [...labels, 'quantile'] : labels;
  const shown = all.map((label) => `\`${label}\``).join(', ');
  return `| ${[`\`${name}\``, type, shown, ...columns, `${help}.`].join(' | ')} |`;
}
