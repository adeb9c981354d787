import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

import type { BrokerUnderTest } from '../brokers/broker-under-test.ts';
import { kafkas, ours } from '../brokers/chosen-brokers.ts';
import { PRODUCE_WORKS } from '../load/produce-work.ts';
import type { ColdReadersOptions } from '../readers/cold-readers.ts';
import type { Rate, RoundOptions } from './produce-rounds.ts';
import { PRODUCE_SETS } from './produce-sets.ts';

const SECONDS_PER_MINUTE = 60;

/** What the command line of `produce` asks for. */
export interface ProduceArguments extends RoundOptions {
  /** In the order in which they are measured in the first round. */
  readonly brokers: readonly BrokerUnderTest[];
  /** Names of `PRODUCE_WORKS`. */
  readonly works: readonly string[];
  /** How long a sync takes at least; all is measured with each of them. */
  readonly paddingsMs: readonly number[];
  /** Where the data is put. */
  readonly directory: string;
  /** The section of `docs/performance.md`. */
  readonly section: string;
  /** Whether the result goes there. */
  readonly write: boolean;
}

const OPTIONS = {
  set: { type: 'string' },
  against: { type: 'string' },
  work: { type: 'string', default: 'w1,w2,w3,w4,w5' },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '10' },
  minutes: { type: 'string' },
  'warm-up': { type: 'string', default: '5' },
  rate: { type: 'string' },
  readers: { type: 'string' },
  'cold-gib': { type: 'string', default: '4' },
  'read-rate': { type: 'string' },
  'pad-sync': { type: 'string', default: '0' },
  override: { type: 'string', multiple: true, default: [] as string[] },
  also: { type: 'string', multiple: true, default: [] as string[] },
  ceiling: { type: 'boolean', default: false },
  dir: { type: 'string', default: tmpdir() },
  write: { type: 'boolean', default: false },
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS }).values;
}

type Values = ReturnType<typeof parse>;

/** Reads the command line. Throws an `Error` that says what is wrong with it. */
export function readProduceArguments(args: readonly string[]): ProduceArguments {
  const { set } = parse(args);
  const values = parse([...argumentsOfSet(set), ...args]);
  const { rate, minutes } = values;
  const readers = coldReaders(values);
  return {
    brokers: [
      ...ours(values.override, values.also),
      ...kafkas(values.against),
      ...(values.ceiling ? [{ name: 'no broker', kind: 'answerer', overrides: [] } as const] : []),
    ],
    works: values.work.split(',').map(knownWork),
    rounds: positive('--rounds', values.rounds),
    seconds:
      minutes === undefined
        ? positive('--seconds', values.seconds)
        : positive('--minutes', minutes) * SECONDS_PER_MINUTE,
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    rates: rate === undefined ? [] : rate.split(',').map(rateOf),
    ...(readers !== undefined && { readers }),
    paddingsMs: values['pad-sync'].split(',').map(paddingOf),
    directory: values.dir,
    section: set === undefined ? 'produce' : `produce ${set}`,
    write: values.write,
  };
}

/** What is given beside a set comes behind it, and counts instead. */
function argumentsOfSet(set: string | undefined): readonly string[] {
  if (set === undefined) return [];
  const found = PRODUCE_SETS[set];
  if (found !== undefined) return found;
  throw new Error(`--set ${set}: there are ${Object.keys(PRODUCE_SETS).join(', ')}.`);
}

function coldReaders(values: Values): ColdReadersOptions | undefined {
  if (values.readers === undefined) return undefined;
  const megabytesPerSecond = values['read-rate'];
  return {
    connections: positive('--readers', values.readers),
    gibibytes: positive('--cold-gib', values['cold-gib']),
    ...(megabytesPerSecond !== undefined && {
      megabytesPerSecond: positive('--read-rate', megabytesPerSecond),
    }),
  };
}

function rateOf(text: string): Rate {
  if (text === 'half') return { percent: 50, of: 'odradek' };
  if (text.endsWith('%')) return { percent: positive('--rate', text.slice(0, -1)), of: 'kafka' };
  return positive('--rate', text);
}

function paddingOf(text: string): number {
  const milliseconds = Number(text);
  if (text !== '' && milliseconds >= 0) return milliseconds;
  throw new Error(`--pad-sync ${text}: it is a number of milliseconds, 0 for none.`);
}

function knownWork(name: string): string {
  if (name in PRODUCE_WORKS) return name;
  throw new Error(`--work ${name}: there are ${Object.keys(PRODUCE_WORKS).join(', ')}.`);
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`${option} ${text}: it is a number above 0.`);
}
