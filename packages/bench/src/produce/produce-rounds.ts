import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { PRODUCE_WORKS, type ProduceWork } from '../load/produce-work.ts';
import { ColdReaders, type ColdReadersOptions } from '../readers/cold-readers.ts';
import { spreadOf } from '../sampling/statistics.ts';
import { type ProduceSample, takeSample } from './produce-sample.ts';
import { orderOfRound } from '../rounds/round-order.ts';

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
  /** Of which broker's maximum this is a share, as a percentage. */
  readonly shareOf?: Share;
  readonly brokers: readonly BrokerSamples[];
}

/** A part of what a broker takes. */
export interface Share {
  readonly percent: number;
  readonly of: string;
}

/**
 * How requests leave in an open loop: so many a second, or a share of what ours or Apache Kafka as it
 * comes takes in a closed loop.
 */
export type Rate = number | { readonly percent: number; readonly of: 'odradek' | 'kafka' };

/** How long and how often is measured. */
export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** All is measured with each of them; without one each connection sends as answers come. */
  readonly rates: readonly Rate[];
  /** Each broker is measured once more with readers beside. */
  readonly readers?: ColdReadersOptions;
}

/** A broker as it is measured. */
interface Subject {
  readonly broker: RunningBroker;
  readonly readers?: ColdReaders;
  readonly samples: ProduceSample[];
}

/** How fast requests leave, as a number. */
interface Offer {
  readonly requestsPerSecond?: number;
  readonly shareOf?: Share;
}

/**
 * Measures brokers with a work: each is warmed up, then they take turns, at each rate. A sample has a
 * topic of its own.
 */
export async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  options: RoundOptions,
): Promise<WorkSamples[]> {
  const work = PRODUCE_WORKS[name];
  if (work === undefined) throw new Error(`There is no work ${name}.`);
  for (const broker of brokers) {
    await takeSample(broker, { topic: `${name}-warm`, work, seconds: options.warmUpSeconds });
  }
  const readers = await startReaders(brokers, options.readers);
  const results: WorkSamples[] = [];
  for (const offer of await offersOf(brokers, name, work, options.rates)) {
    const samples = await measureOffer({ brokers, readers, name, work, offer, options });
    results.push({ name, work, ...offer, brokers: samples });
  }
  await Promise.all(Array.from(readers.values(), (beside) => beside.stop()));
  return results;
}

async function measureOffer({
  brokers,
  readers,
  name,
  work,
  offer: { requestsPerSecond },
  options: { rounds, seconds },
}: {
  readonly brokers: readonly RunningBroker[];
  readonly readers: ReadonlyMap<RunningBroker, ColdReaders>;
  readonly name: string;
  readonly work: ProduceWork;
  readonly offer: Offer;
  readonly options: RoundOptions;
}): Promise<BrokerSamples[]> {
  const subjects: Subject[] = brokers.map((broker) => ({ broker, samples: [] }));
  for (const [broker, beside] of readers) subjects.push({ broker, readers: beside, samples: [] });
  for (let round = 0; round < rounds; round++) {
    for (const subject of orderOfRound(subjects, round)) {
      const topic = `${name}-${round}${subject.readers === undefined ? '' : '-read'}`;
      const { broker, readers: beside, samples } = subject;
      const found = await takeSample(broker, {
        topic,
        work,
        requestsPerSecond,
        seconds,
        readers: beside,
      });
      samples.push(found);
      console.error(`${name} ${round + 1}/${rounds} ${nameOf(subject)}: ${summary(found)}`);
    }
  }
  return subjects.map((subject) => samplesOf(subject));
}

async function offersOf(
  brokers: readonly RunningBroker[],
  name: string,
  work: ProduceWork,
  rates: readonly Rate[],
): Promise<Offer[]> {
  if (rates.length === 0) return [{}];
  const limits = new Map<RunningBroker, number>();
  const offers: Offer[] = [];
  for (const rate of rates) {
    if (typeof rate === 'number') {
      offers.push({ requestsPerSecond: rate });
      continue;
    }
    const broker = brokers.find(({ kind }) => kind === rate.of);
    if (broker === undefined)
      throw new Error(`A rate is a share of ${rate.of}, which does not run.`);
    const limit = limits.get(broker) ?? (await limitOf(broker, name, work));
    limits.set(broker, limit);
    offers.push({
      requestsPerSecond: Math.round((limit * rate.percent) / 100),
      shareOf: { percent: rate.percent, of: broker.name },
    });
  }
  return offers;
}

/** How many requests a second a broker takes in a closed loop. */
async function limitOf(broker: RunningBroker, name: string, work: ProduceWork): Promise<number> {
  const found: number[] = [];
  for (let count = 0; count < CALIBRATIONS; count++) {
    const topic = `${name}-rate-${count}`;
    const sample = await takeSample(broker, { topic, work, seconds: CALIBRATION_SECONDS });
    found.push(sample.requestsPerSecond);
  }
  const { median } = spreadOf(found);
  console.error(`${name}: ${broker.name} takes ${median.toFixed(0)} requests/s`);
  return median;
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
