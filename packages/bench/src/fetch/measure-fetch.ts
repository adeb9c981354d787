/*
 * Brokers read from the page cache, in turn: see `npm run bench`.
 */
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { withEventLoop } from '../brokers/event-loop-watch.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import {
  type Column,
  mediansTable,
  oursWithKafkas,
  type Ratio,
  ratiosTable,
} from '../report/comparison-tables.ts';
import { compareBrokers } from '../rounds/compare-brokers.ts';
import type { ComparisonArguments } from '../rounds/comparison-arguments.ts';
import { sampleInTurn } from '../rounds/sample-in-turn.ts';
import type { FetchMeasurement } from './fetch-load.ts';
import { type FilledTopic, withFilledTopic } from './filled-topic.ts';
import { runReaders } from './run-readers.ts';

const TOPIC_BYTES = 1024 ** 3;
const PARTITIONS = 2;
const SETTLE_MS = 1000;
const MS_PER_SECOND = 1000;

/** How many connections read, by the name of the work. */
const WORKS: Readonly<Record<string, number>> = { '1-connection': 1, '2-connections': 2 };

interface FetchSample extends FetchMeasurement {
  readonly eventLoopMs?: Percentiles;
}

const COLUMNS: readonly Column<FetchSample>[] = [
  ['MB/s', ({ megabytesPerSecond }) => megabytesPerSecond, 0],
  ['answers/s', ({ answersPerSecond }) => answersPerSecond, 0],
  ['CPU µs/MB', processorPerMegabyte, 0],
  ['cores', ({ brokerCores }) => brokerCores, 2],
  ['readers', ({ readerCores }) => readerCores, 2],
  ['others', ({ otherCores }) => otherCores, 2],
  ['event loop late, p99 ms', ({ eventLoopMs }) => eventLoopMs?.p99, 1],
];

const RATIOS: readonly Ratio<FetchSample>[] = [
  ['throughput', ({ megabytesPerSecond }) => megabytesPerSecond],
  ['CPU per byte', processorPerMegabyte],
];

function processorPerMegabyte({ brokerCores, megabytesPerSecond }: FetchSample): number {
  return (brokerCores * 1e6) / megabytesPerSecond;
}

async function measureWork(
  brokers: readonly RunningBroker[],
  work: string,
  { rounds, seconds, warmUpSeconds }: ComparisonArguments,
): Promise<string> {
  const series = await sampleInTurn(brokers, rounds, (broker, round) => {
    const wanted = { topic: `${work}-${round}`, partitions: PARTITIONS, bytes: TOPIC_BYTES };
    return withFilledTopic(broker, wanted, async (filled) => {
      await takeSample(broker, work, filled, warmUpSeconds);
      const sample = await takeSample(broker, work, filled, seconds);
      console.error(`${work} ${round + 1}/${rounds} ${broker.name}: ${summary(sample)}`);
      return sample;
    });
  });
  return [
    `### Fetch, ${work.replace('-', ' ')}: 1 GiB in ${PARTITIONS} partitions, 1 MiB for each request`,
    mediansTable(COLUMNS, series),
    ratiosTable(RATIOS, oursWithKafkas(series)),
  ]
    .join('\n\n')
    .trim();
}

function takeSample(
  { address, pid: brokerPid, eventLoop }: RunningBroker,
  work: string,
  filled: FilledTopic,
  seconds: number,
): Promise<FetchSample> {
  const connections = WORKS[work] ?? 1;
  const [settleMs, measureMs] = [SETTLE_MS, seconds * MS_PER_SECOND];
  const load = { address, brokerPid, ...filled, connections, settleMs, measureMs };
  return withEventLoop(eventLoop, SETTLE_MS, runReaders(load));
}

function summary({ megabytesPerSecond, brokerCores, otherCores }: FetchSample): string {
  const cores = `${brokerCores.toFixed(2)} cores, others ${otherCores.toFixed(2)}`;
  return `${megabytesPerSecond.toFixed(0)} MB/s, ${cores}`;
}

await compareBrokers({ name: 'fetch', works: Object.keys(WORKS), measureWork });
