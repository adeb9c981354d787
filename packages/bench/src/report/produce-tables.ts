import type { ProduceMeasurement } from '../load/produce-load.ts';
import { describeWork } from '../load/produce-work.ts';
import type { BrokerSamples, WorkSamples } from '../produce/produce-rounds.ts';
import { spreadOf } from '../sampling/statistics.ts';

type Figure = (sample: ProduceMeasurement) => number;

const COLUMNS: readonly (readonly [name: string, figure: Figure, digits: number])[] = [
  ['requests/s', (sample) => sample.requestsPerSecond, 0],
  ['records/s', (sample) => sample.recordsPerSecond, 0],
  ['MB/s', (sample) => sample.megabytesPerSecond, 1],
  ['p50 ms', (sample) => sample.latencyMs.p50, 2],
  ['p99 ms', (sample) => sample.latencyMs.p99, 2],
  ['p99.9 ms', (sample) => sample.latencyMs.p999, 2],
  ['cores', (sample) => sample.brokerCores, 2],
  ['driver', (sample) => sample.driverCores, 2],
  ['others', (sample) => sample.otherCores, 2],
  ['resident MiB', (sample) => sample.brokerResidentMebibytes, 0],
];

const RATIOS: readonly (readonly [name: string, figure: Figure])[] = [
  ['throughput', (sample) => sample.requestsPerSecond],
  ['p99', (sample) => sample.latencyMs.p99],
  ['p99.9', (sample) => sample.latencyMs.p999],
];

/** A table of medians for each work, and how ours relates to each other broker in the same round. */
export function produceTables(results: readonly WorkSamples[]): string {
  return results
    .map(({ name, work, brokers }) =>
      [`### ${name}: ${describeWork(work)}`, medians(brokers), ratios(brokers)].join('\n\n').trim(),
    )
    .join('\n\n');
}

function medians(brokers: readonly BrokerSamples[]): string {
  const rows = brokers.map(({ name, samples }) => [
    name,
    ...COLUMNS.map(([, figure, digits]) => number(spreadOf(samples.map(figure)).median, digits)),
  ]);
  return table([['broker', ...COLUMNS.map(([name]) => name)], ...rows]);
}

function ratios(brokers: readonly BrokerSamples[]): string {
  const ours = brokers.filter(({ kind }) => kind === 'odradek');
  const others = brokers.filter(({ kind }) => kind === 'kafka');
  const rows = ours.flatMap((our) =>
    others.map((other) => [
      `${our.name} / ${other.name}`,
      ...RATIOS.map(([, figure]) => ratio(our, other, figure)),
    ]),
  );
  if (rows.length === 0) return '';
  return table([['in the same round', ...RATIOS.map(([name]) => name)], ...rows]);
}

/** The median of the ratios of all rounds, with the middle half of them. */
function ratio(our: BrokerSamples, other: BrokerSamples, figure: Figure): string {
  const values = our.samples.map((sample, round) => {
    const beside = other.samples[round];
    return beside === undefined ? Number.NaN : figure(sample) / figure(beside);
  });
  const { lowerQuartile, median, upperQuartile } = spreadOf(values);
  return `**${number(median, 2)}** (${number(lowerQuartile, 2)} to ${number(upperQuartile, 2)})`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function number(value: number, digits: number): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
