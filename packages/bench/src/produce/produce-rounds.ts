import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import type { ProduceLoad, ProduceMeasurement } from '../load/produce-load.ts';
import { PRODUCE_WORKS, type ProduceWork } from '../load/produce-work.ts';

const DRIVER = fileURLToPath(new URL('../load/driver-process.js', import.meta.url));
const SETTLE_MS = 1000;

/** What was measured of one broker, a sample for each round. */
export interface BrokerSamples {
  readonly name: string;
  readonly kind: RunningBroker['kind'];
  readonly samples: readonly ProduceMeasurement[];
}

/** What was measured of all brokers with one work. */
export interface WorkSamples {
  /** The name of the work. */
  readonly name: string;
  readonly work: ProduceWork;
  readonly brokers: readonly BrokerSamples[];
}

/** How long and how often is measured. */
export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/**
 * Measures brokers with a work: each is warmed up, then they take turns, in every round another one
 * first. A sample has a topic of its own.
 */
export async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  { rounds, seconds, warmUpSeconds }: RoundOptions,
): Promise<WorkSamples> {
  const work = PRODUCE_WORKS[name];
  if (work === undefined) throw new Error(`There is no work ${name}.`);
  const measured = brokers.map((broker) => ({ broker, samples: [] as ProduceMeasurement[] }));
  for (const broker of brokers) {
    await sample(broker, { topic: `${name}-warm`, work, seconds: warmUpSeconds });
  }
  for (let round = 0; round < rounds; round++) {
    const first = round % measured.length;
    for (const { broker, samples } of [...measured.slice(first), ...measured.slice(0, first)]) {
      const found = await sample(broker, { topic: `${name}-${round}`, work, seconds });
      samples.push(found);
      console.error(`${name} ${round + 1}/${rounds} ${broker.name}: ${summary(found)}`);
    }
  }
  return {
    name,
    work,
    brokers: measured.map(({ broker, samples }) => ({
      name: broker.name,
      kind: broker.kind,
      samples,
    })),
  };
}

interface Sample {
  readonly topic: string;
  readonly work: ProduceWork;
  readonly seconds: number;
}

function sample(
  broker: RunningBroker,
  { topic, work, seconds }: Sample,
): Promise<ProduceMeasurement> {
  const load = {
    address: broker.address,
    brokerPid: broker.pid,
    topic,
    work,
    settleMs: SETTLE_MS,
    measureMs: seconds * 1000,
  };
  return withTopic(broker, { topic, partitions: work.partitions }, () => drive(load));
}

/** Runs a driver in a process of its own. */
async function drive(load: ProduceLoad): Promise<ProduceMeasurement> {
  const child = spawn(process.execPath, [DRIVER, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The driver ended with ${String(code)}; see above.`);
  return JSON.parse(output) as ProduceMeasurement;
}

function summary(found: ProduceMeasurement): string {
  const { requestsPerSecond, brokerCores, otherCores } = found;
  const { p50, p99, p999 } = found.latencyMs;
  const latencies = [p50, p99, p999].map((ms) => ms.toFixed(2)).join(' / ');
  const cores = `${brokerCores.toFixed(2)} cores, others ${otherCores.toFixed(2)}`;
  return `${requestsPerSecond.toFixed(0)} requests/s, ${latencies} ms, ${cores}`;
}
