import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

import type { BrokerUnderTest } from '../brokers/broker-under-test.ts';
import { kafkas, ours } from '../brokers/chosen-brokers.ts';

/** What the command line of a comparison of brokers asks for. */
export interface ComparisonArguments {
  /** In the order in which they are measured in the first round. */
  readonly brokers: readonly BrokerUnderTest[];
  /** What is measured, by name. */
  readonly works: readonly string[];
  readonly rounds: number;
  /** How long a sample is measured. */
  readonly seconds: number;
  /** How long each broker works before its first sample of a work. */
  readonly warmUpSeconds: number;
  /** Where the data is put. */
  readonly directory: string;
  /** Whether the result goes into `docs/performance.md`. */
  readonly write: boolean;
  /** What options say that only this comparison has, by their names; no entry without one. */
  readonly own: Readonly<Record<string, string>>;
}

const OPTIONS = {
  against: { type: 'string' },
  work: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '10' },
  'warm-up': { type: 'string', default: '5' },
  override: { type: 'string', multiple: true, default: [] as string[] },
  also: { type: 'string', multiple: true, default: [] as string[] },
  dir: { type: 'string', default: tmpdir() },
  write: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line, where works are some of those that are known, all of them if none is named,
 * and options those of every comparison and some more. Throws an `Error` that says what is wrong with it.
 */
export function readComparisonArguments(
  args: readonly string[],
  known: readonly string[],
  more: readonly string[] = [],
): ComparisonArguments {
  const ownOptions = Object.fromEntries(more.map((name) => [name, { type: 'string' } as const]));
  const { values } = parseArgs({ args: [...args], options: { ...ownOptions, ...OPTIONS } });
  const given: Readonly<Record<string, unknown>> = values;
  const own = more.flatMap((name) =>
    typeof given[name] === 'string' ? [[name, given[name]]] : [],
  );
  const works = values.work?.split(',') ?? known;
  const unknown = works.find((work) => !known.includes(work));
  if (unknown !== undefined) throw new Error(`--work ${unknown}: there are ${known.join(', ')}.`);
  return {
    brokers: [...ours(values.override, values.also), ...kafkas(values.against)],
    works,
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    directory: values.dir,
    write: values.write,
    own: Object.fromEntries(own) as Record<string, string>,
  };
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`${option} ${text}: it is a number above 0.`);
}
