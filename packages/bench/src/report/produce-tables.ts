import type { Percentiles } from '../load/latency-histogram.ts';
import { describeWork } from '../load/produce-work.ts';
import type { BrokerSamples, WorkSamples } from '../produce/produce-rounds.ts';
import type { ProduceSample } from '../produce/produce-sample.ts';
import { spreadOf } from '../sampling/statistics.ts';

/** A figure of a sample, if it has it. */
type Figure = (sample: ProduceSample) => number | undefined;

const COLUMNS: readonly (readonly [name: string, figure: Figure, digits: number])[] = [
  ['requests/s', (sample) => sample.requestsPerSecond, 0],
  ['records/s', (sample) => sample.recordsPerSecond, 0],
  ['MB/s', (sample) => sample.megabytesPerSecond, 1],
  ['p50 ms', (sample) => sample.latencyMs.p50, 2],
  ['p99 ms', (sample) => sample.latencyMs.p99, 2],
  ['p99.9 ms', (sample) => sample.latencyMs.p999, 2],
  ['max ms', (sample) => sample.latencyMs.max, 0],
  ['left late, p99 ms', (sample) => sample.latenessMs?.p99, 2],
  ['event loop late, p99.9 ms', loopOf(({ p999 }) => p999), 1],
  ['max ms of it', loopOf(({ max }) => max), 0],
  ['cores', (sample) => sample.brokerCores, 2],
  ['driver', (sample) => sample.driverCores, 2],
  ['others', (sample) => sample.otherCores, 2],
  ['resident MiB', (sample) => sample.brokerResidentMebibytes, 0],
  ['read MB/s', (sample) => sample.readMegabytesPerSecond, 0],
  ['of disk MB/s', diskOf, 0],
];

const RATIOS: readonly (readonly [name: string, figure: Figure])[] = [
  ['throughput', (sample) => sample.requestsPerSecond],
  ['p99', (sample) => sample.latencyMs.p99],
  ['p99.9', (sample) => sample.latencyMs.p999],
];

/** Shown for loads of an open loop, which are those that last. */
function loopOf(figure: (percentiles: Percentiles) => number): Figure {
  return ({ latenessMs, eventLoopMs }) =>
    latenessMs === undefined || eventLoopMs === undefined ? undefined : figure(eventLoopMs);
}

function diskOf({ readMegabytesPerSecond, diskMegabytesPerSecond }: ProduceSample) {
  return readMegabytesPerSecond === undefined ? undefined : diskMegabytesPerSecond;
}

/** A table of medians for each work, and how ours relates to each other broker in the same round. */
export function produceTables(results: readonly WorkSamples[]): string {
  return results
    .map((result) =>
      [`### ${heading(result)}`, medians(result.brokers), ratios(result.brokers)]
        .join('\n\n')
        .trim(),
    )
    .join('\n\n');
}

function heading({ name, work, requestsPerSecond }: WorkSamples): string {
  const described = `${name}: ${describeWork(work)}`;
  if (requestsPerSecond === undefined) return described;
  return `${described}, ${number(requestsPerSecond, 0)} requests/s offered`;
}

function medians(brokers: readonly BrokerSamples[]): string {
  const shown = COLUMNS.filter(([, figure]) =>
    brokers.some(({ samples }) => medianOf(samples, figure) !== undefined),
  );
  const rows = brokers.map(({ name, samples }) => [
    name,
    ...shown.map(([, figure, digits]) => {
      const median = medianOf(samples, figure);
      return median === undefined ? '' : number(median, digits);
    }),
  ]);
  return table([['broker', ...shown.map(([name]) => name)], ...rows]);
}

/** The median of a figure, if the samples have it. */
function medianOf(samples: readonly ProduceSample[], figure: Figure): number | undefined {
  const values = samples.map(figure).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : spreadOf(values).median;
}

function ratios(brokers: readonly BrokerSamples[]): string {
  const pairs = brokers.flatMap((our) =>
    brokers.filter((other) => areCompared(our, other)).map((other) => [our, other] as const),
  );
  if (pairs.length === 0) return '';
  const rows = pairs.map(([our, other]) => [
    `${our.name} / ${other.name}`,
    ...RATIOS.map(([, figure]) => ratio(our, other, figure)),
  ]);
  return table([['in the same round', ...RATIOS.map(([name]) => name)], ...rows]);
}

/** Ours with an Apache Kafka where both or none have readers, and each with itself without. */
function areCompared(our: BrokerSamples, other: BrokerSamples): boolean {
  if (our.readersBeside !== undefined && our.readersBeside === other.name) return true;
  const haveReaders = (our.readersBeside === undefined) === (other.readersBeside === undefined);
  return our.kind === 'odradek' && other.kind === 'kafka' && haveReaders;
}

/** The median of the ratios of all rounds, with the middle half of them. */
function ratio(our: BrokerSamples, other: BrokerSamples, figure: Figure): string {
  const values = our.samples.map((sample, round) => {
    const beside = other.samples[round];
    return beside === undefined ? Number.NaN : valueOf(sample, figure) / valueOf(beside, figure);
  });
  const { lowerQuartile, median, upperQuartile } = spreadOf(values);
  return `**${number(median, 2)}** (${number(lowerQuartile, 2)} to ${number(upperQuartile, 2)})`;
}

function valueOf(sample: ProduceSample, figure: Figure): number {
  return figure(sample) ?? Number.NaN;
}

/** A table in Markdown, whose first row is its head. */
export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** A number with separated thousands and so many digits behind the point. */
export function number(value: number, digits: number): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
