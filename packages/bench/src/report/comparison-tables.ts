import type { BrokerSeries } from '../rounds/sample-in-turn.ts';
import { spreadOf } from '../sampling/statistics.ts';

/** A figure of a sample, if it has it. */
export type Figure<Sample> = (sample: Sample) => number | undefined;

/** A column of a table of medians; one that no broker has a figure for is not shown. */
export type Column<Sample> = readonly [name: string, figure: Figure<Sample>, digits: number];

/** A figure of which the relation of two brokers is shown. */
export type Ratio<Sample> = readonly [name: string, figure: Figure<Sample>];

/** The medians of all rounds, a row for each broker. */
export function mediansTable<Sample>(
  columns: readonly Column<Sample>[],
  brokers: readonly BrokerSeries<Sample>[],
): string {
  const shown = columns.filter(([, figure]) =>
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

/** How pairs of brokers relate in the same round; empty without pairs. */
export function ratiosTable<Sample>(
  ratios: readonly Ratio<Sample>[],
  pairs: readonly (readonly [BrokerSeries<Sample>, BrokerSeries<Sample>])[],
): string {
  if (pairs.length === 0) return '';
  const rows = pairs.map(([our, other]) => [
    `${our.name} / ${other.name}`,
    ...ratios.map(([, figure]) => ratio(our.samples, other.samples, figure)),
  ]);
  return table([['in the same round', ...ratios.map(([name]) => name)], ...rows]);
}

/** Each of ours with each Apache Kafka. */
export function oursWithKafkas<Sample>(
  brokers: readonly BrokerSeries<Sample>[],
): (readonly [BrokerSeries<Sample>, BrokerSeries<Sample>])[] {
  const kafkas = brokers.filter(({ kind }) => kind === 'kafka');
  const ours = brokers.filter(({ kind }) => kind === 'odradek');
  return ours.flatMap((our) => kafkas.map((kafka) => [our, kafka] as const));
}

/** The median of a figure, if the samples have it. */
function medianOf<Sample>(samples: readonly Sample[], figure: Figure<Sample>): number | undefined {
  const values = samples.map(figure).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : spreadOf(values).median;
}

/** The median of the ratios of all rounds, with the middle half of them. */
function ratio<Sample>(
  ours: readonly Sample[],
  others: readonly Sample[],
  figure: Figure<Sample>,
): string {
  const values = ours.map((sample, round) => {
    const beside = others[round];
    if (beside === undefined) return Number.NaN;
    return (figure(sample) ?? Number.NaN) / (figure(beside) ?? Number.NaN);
  });
  const { lowerQuartile, median, upperQuartile } = spreadOf(values);
  return `**${number(median, 2)}** (${number(lowerQuartile, 2)} to ${number(upperQuartile, 2)})`;
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
