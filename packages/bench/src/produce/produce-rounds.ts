import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { PRODUCE_WORKS, type ProduceWork } from '../load/produce-work.ts';
import { ColdReaders, type ColdReadersOptions } from '../readers/cold-readers.ts';
import { spreadOf } from '../sampling/statistics.ts';
import { type ProduceSample, takeSample } from './produce-sample.ts';
import { orderOfRound } from './round-order.ts';

const CALIBRATIONS = 3;
const CALIBRATION_SECONDS = 8;

/** What was measured of one broker, a sample for each round. */
export interface BrokerSamples {
  readonly name: string;
  readonly kind: RunningBroker['kind'];
  /** The name of the broker if this is what it does with readers beside. */
  readonly readersBeside?: string;
  readonly samples: readonly ProduceSample[];
}

/** What was measured of all brokers with one work. */
export interface WorkSamples {
  /** The name of the work. */
  readonly name: string;
  readonly work: ProduceWork;
  /** Of an open loop. */
  readonly requestsPerSecond?: number;
  readonly brokers: readonly BrokerSamples[];
}

/** How requests leave in an open loop: so many a second, or half of what the first broker takes. */
export type Rate = number | 'half';

/** How long and how often is measured. */
export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Without it each connection sends as answers come. */
  readonly rate?: Rate;
  /** Each broker is measured once more with readers beside. */
  readonly readers?: ColdReadersOptions;
}

/** A broker as it is measured. */
interface Subject {
  readonly broker: RunningBroker;
  readonly readers?: ColdReaders;
  readonly samples: ProduceSample[];
}

/**
 * Measures brokers with a work: each is warmed up, then they take turns. A sample has a topic of its
 * own.
 */
export async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  options: RoundOptions,
): Promise<WorkSamples> {
  const work = PRODUCE_WORKS[name];
  if (work === undefined) throw new Error(`There is no work ${name}.`);
  for (const broker of brokers) {
    await takeSample(broker, { topic: `${name}-warm`, work, seconds: options.warmUpSeconds });
  }
  const requestsPerSecond = await rateOf(brokers, name, work, options.rate);
  const subjects: Subject[] = brokers.map((broker) => ({ broker, samples: [] }));
  const readers = await startReaders(brokers, options.readers);
  for (const [broker, beside] of readers) subjects.push({ broker, readers: beside, samples: [] });
  for (let round = 0; round < options.rounds; round++) {
    for (const subject of orderOfRound(subjects, round)) {
      const topic = `${name}-${round}${subject.readers === undefined ? '' : '-read'}`;
      const { seconds } = options;
      const { broker, readers: beside, samples } = subject;
      const found = await takeSample(broker, {
        topic,
        work,
        requestsPerSecond,
        seconds,
        readers: beside,
      });
      samples.push(found);
      console.error(`${name} ${round + 1}/${options.rounds} ${nameOf(subject)}: ${summary(found)}`);
    }
  }
  await Promise.all(Array.from(readers.values(), (beside) => beside.stop()));
  return {
    name,
    work,
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    brokers: subjects.map((subject) => samplesOf(subject)),
  };
}

async function rateOf(
  [first]: readonly RunningBroker[],
  name: string,
  work: ProduceWork,
  rate: Rate | undefined,
): Promise<number | undefined> {
  if (rate !== 'half' || first === undefined) return rate === 'half' ? undefined : rate;
  const found: number[] = [];
  for (let count = 0; count < CALIBRATIONS; count++) {
    const topic = `${name}-rate-${count}`;
    const sample = await takeSample(first, { topic, work, seconds: CALIBRATION_SECONDS });
    found.push(sample.requestsPerSecond);
  }
  const { median } = spreadOf(found);
  const half = Math.round(median / 2);
  console.error(`${name}: ${first.name} takes ${median.toFixed(0)} requests/s, half is ${half}`);
  return half;
}

async function startReaders(
  brokers: readonly RunningBroker[],
  options: ColdReadersOptions | undefined,
): Promise<ReadonlyMap<RunningBroker, ColdReaders>> {
  const readers = new Map<RunningBroker, ColdReaders>();
  if (options === undefined) return readers;
  for (const broker of brokers) readers.set(broker, await ColdReaders.start(broker, options));
  return readers;
}

function nameOf({ broker, readers }: Subject): string {
  return readers === undefined ? broker.name : `${broker.name}, cold readers`;
}

function samplesOf(subject: Subject): BrokerSamples {
  const { broker, readers, samples } = subject;
  const name = nameOf(subject);
  const { kind } = broker;
  if (readers === undefined) return { name, kind, samples };
  return { name, kind, readersBeside: broker.name, samples };
}

function summary(found: ProduceSample): string {
  const { requestsPerSecond, brokerCores, otherCores } = found;
  const { p50, p99, p999 } = found.latencyMs;
  const latencies = [p50, p99, p999].map((ms) => ms.toFixed(2)).join(' / ');
  const cores = `${brokerCores.toFixed(2)} cores, others ${otherCores.toFixed(2)}`;
  return `${requestsPerSecond.toFixed(0)} requests/s, ${latencies} ms, ${cores}`;
}
