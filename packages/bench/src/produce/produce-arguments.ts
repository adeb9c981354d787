import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

import type { BrokerUnderTest } from '../brokers/broker-under-test.ts';
import { PRODUCE_WORKS } from '../load/produce-work.ts';

/** What the command line of `produce` asks for. */
export interface ProduceArguments {
  /** In the order in which they are measured in the first round. */
  readonly brokers: readonly BrokerUnderTest[];
  /** Names of `PRODUCE_WORKS`. */
  readonly works: readonly string[];
  readonly rounds: number;
  /** How long one sample is measured. */
  readonly seconds: number;
  /** How long each broker works before its first sample of a work. */
  readonly warmUpSeconds: number;
  /** Where the data is put. */
  readonly directory: string;
  /** Whether the result goes into `docs/performance.md`. */
  readonly write: boolean;
}

const KAFKA: readonly BrokerUnderTest[] = [
  { name: 'Kafka', kind: 'kafka', overrides: [] },
  { name: 'Kafka, synced', kind: 'kafka', overrides: ['log.flush.interval.messages=1'] },
];

/** Reads the command line. Throws an `Error` that says what is wrong with it. */
export function readProduceArguments(args: readonly string[]): ProduceArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      against: { type: 'string' },
      work: { type: 'string', default: 'w1,w2,w3,w4,w5' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '5' },
      override: { type: 'string', multiple: true, default: [] },
      also: { type: 'string', multiple: true, default: [] },
      ceiling: { type: 'boolean', default: false },
      dir: { type: 'string', default: tmpdir() },
      write: { type: 'boolean', default: false },
    },
  });
  return {
    brokers: [
      ...ours(values.override, values.also),
      ...rivals(values.against),
      ...(values.ceiling ? [{ name: 'no broker', kind: 'answerer', overrides: [] } as const] : []),
    ],
    works: values.work.split(',').map(knownWork),
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    directory: values.dir,
    write: values.write,
  };
}

/** Ours with the overrides, and once more for each `--also`, whose settings come on top. */
function ours(overrides: readonly string[], also: readonly string[]): BrokerUnderTest[] {
  const variants = also.map((text) => [...overrides, ...text.split(',')]);
  return [overrides, ...variants].map((settings) => ({
    name: ['Odradek', ...settings].join(' '),
    kind: 'odradek',
    overrides: settings,
  }));
}

function rivals(against: string | undefined): readonly BrokerUnderTest[] {
  switch (against) {
    case undefined:
      return [];
    case 'kafka':
      return KAFKA;
    case 'kafka-default':
      return KAFKA.slice(0, 1);
    case 'kafka-synced':
      return KAFKA.slice(1);
    default:
      throw new Error(`--against ${against}: it is kafka, kafka-default or kafka-synced.`);
  }
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
