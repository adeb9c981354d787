/*
 * What the compaction of a log does to a load beside it, and how long it takes, with brokers in turn:
 * see `npm run bench`.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { Admin } from '@odradek/client/node';

import { type BenchTopic, withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import { processorMsOf, processorMsOfAll, residentMebibytesOf } from '../load/process-usage.ts';
import {
  type Column,
  mediansTable,
  oursWithKafkas,
  type Ratio,
  ratiosTable,
} from '../report/comparison-tables.ts';
import { compareBrokers } from '../rounds/compare-brokers.ts';
import type { ComparisonArguments } from '../rounds/comparison-arguments.ts';
import { type BrokerSeries, sampleInTurn } from '../rounds/sample-in-turn.ts';
import { completeBytes, isCleaned } from './cleaned-log.ts';
import { fillLog } from './fill-log.ts';
import { SteadyLoad, type SteadyTopicMeasurement } from './steady-load.ts';

const MEBIBYTE = 1024 * 1024;
const MS_PER_SECOND = 1000;
const SIZE_MEBIBYTES = '1024';
/** So that a batch has about 16 KiB. */
const RECORD = { recordBytes: 1024, recordsOfBatch: 15 };
/** Of which all but the last are complete, and compacted. */
const SEGMENTS = 16;
const OTHER_RATE = 1000;
const SAME_RATE = 100;
/** Files that were replaced go half a second after: what that does counts too. */
const AFTER_MS = 1000;
const LOOK_MS = 20;
const CLEANING_MS_MAX = 600_000;

/** What was measured of a broker in some time. */
interface Watched {
  /** Of records to another topic, and to the one that is compacted. */
  readonly other: SteadyTopicMeasurement;
  readonly same: SteadyTopicMeasurement;
  readonly eventLoopMs: Percentiles | undefined;
  /** Processor time for each second that passed. */
  readonly brokerCores: number;
  readonly otherCores: number;
}

interface Sample {
  readonly quiet: Watched;
  readonly cleaning: Watched;
  /** From when the topic was told to be compacted. */
  readonly cleaningMs: number;
  /** Of complete segments. */
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  readonly residentBefore: number;
  readonly residentMax: number;
}

const LOAD_COLUMNS: readonly Column<Watched>[] = [
  ['p50 ms', ({ other }) => other.latencyMs.p50, 2],
  ['p99 ms', ({ other }) => other.latencyMs.p99, 2],
  ['p99.9 ms', ({ other }) => other.latencyMs.p999, 1],
  ['max ms', ({ other }) => other.latencyMs.max, 1],
  ['same topic, p99 ms', ({ same }) => same.latencyMs.p99, 2],
  ['max ms', ({ same }) => same.latencyMs.max, 1],
  ['left late, p99 ms', ({ other }) => other.latenessMs.p99, 2],
  ['event loop late, p50 ms', ({ eventLoopMs }) => eventLoopMs?.p50, 1],
  ['p99 ms', ({ eventLoopMs }) => eventLoopMs?.p99, 1],
  ['p99.9 ms', ({ eventLoopMs }) => eventLoopMs?.p999, 1],
  ['max ms', ({ eventLoopMs }) => eventLoopMs?.max, 1],
  ['cores', ({ brokerCores }) => brokerCores, 2],
  ['others', ({ otherCores }) => otherCores, 2],
];
const CLEANING_COLUMNS: readonly Column<Sample>[] = [
  ['cleaned after, s', ({ cleaningMs }) => cleaningMs / MS_PER_SECOND, 2],
  ['of the log, MB/s', ({ bytesBefore, cleaningMs }) => bytesBefore / cleaningMs / 1000, 0],
  ['before, MB', ({ bytesBefore }) => bytesBefore / 1e6, 0],
  ['after, MB', ({ bytesAfter }) => bytesAfter / 1e6, 0],
  ['resident before, MiB', ({ residentBefore }) => residentBefore, 0],
  ['at most, MiB', ({ residentMax }) => residentMax, 0],
];
const RATIOS: readonly Ratio<Sample>[] = [
  ['time', ({ cleaningMs }) => cleaningMs],
  ['p99 while cleaning', ({ cleaning }) => cleaning.other.latencyMs.p99],
  ['p99.9 while cleaning', ({ cleaning }) => cleaning.other.latencyMs.p999],
  ['memory', ({ residentMax }) => residentMax],
];

async function measureWork(
  brokers: readonly RunningBroker[],
  _work: string,
  asked: ComparisonArguments,
): Promise<string> {
  const bytes = Number(asked.own['size'] ?? SIZE_MEBIBYTES) * MEBIBYTE;
  const series = await sampleInTurn(brokers, asked.rounds, async (broker, round) => {
    const sample = await takeSample(broker, { bytes, round, ...asked });
    const { cleaningMs, bytesBefore, bytesAfter, cleaning } = sample;
    console.error(
      `round ${round} ${broker.name}: cleaned after ${cleaningMs.toFixed(0)} ms, ` +
        `${(bytesBefore / 1e6).toFixed(0)} to ${(bytesAfter / 1e6).toFixed(0)} MB, ` +
        `p99 ${cleaning.other.latencyMs.p99.toFixed(2)} ms, ` +
        `event loop late ${cleaning.eventLoopMs?.max.toFixed(1) ?? 'unknown'} ms at most`,
    );
    return sample;
  });
  return [
    `### ${bytes / MEBIBYTE} MiB in batches of about 16 KiB, beside ${OTHER_RATE} records/s to another topic and ${SAME_RATE}/s to the same`,
    mediansTable(LOAD_COLUMNS, series.flatMap(aloneAndCleaning)),
    mediansTable(CLEANING_COLUMNS, series),
    ratiosTable(RATIOS, oursWithKafkas(series)),
  ]
    .join('\n\n')
    .trim();
}

function aloneAndCleaning({ name, kind, samples }: BrokerSeries<Sample>): BrokerSeries<Watched>[] {
  return [
    { name: `${name}, load alone`, kind, samples: samples.map(({ quiet }) => quiet) },
    { name: `${name}, while it compacts`, kind, samples: samples.map(({ cleaning }) => cleaning) },
  ];
}

type Asked = Pick<ComparisonArguments, 'seconds' | 'warmUpSeconds'> & {
  readonly bytes: number;
  readonly round: number;
};

function takeSample(broker: RunningBroker, asked: Asked): Promise<Sample> {
  const { bytes, round } = asked;
  const compacted: BenchTopic = {
    topic: `compacted-${round}`,
    partitions: 1,
    configs: {
      'segment.bytes': String(Math.ceil(bytes / SEGMENTS)),
      'min.cleanable.dirty.ratio': '0.01',
      // What is to be compacted must not be deleted before for its size or age.
      'retention.bytes': '-1',
      'retention.ms': '-1',
    },
  };
  return withTopic(broker, compacted, async () => {
    await fillLog(broker.address, compacted.topic, { bytes, ...RECORD });
    const other = { topic: `other-${round}`, partitions: 1, configs: {} };
    return withTopic(broker, other, () => measure(broker, compacted.topic, other.topic, asked));
  });
}

async function measure(
  broker: RunningBroker,
  compacted: string,
  other: string,
  { seconds, warmUpSeconds }: Asked,
): Promise<Sample> {
  const { address, dataDirectory } = broker;
  const topics = [
    { topic: other, requestsPerSecond: OTHER_RATE },
    { topic: compacted, requestsPerSecond: SAME_RATE },
  ];
  const load = new SteadyLoad({ address, topics });
  await sleep(warmUpSeconds * MS_PER_SECOND);
  const { watched: quiet } = await watch(broker, load, () => sleep(seconds * MS_PER_SECOND));
  const bytesBefore = completeBytes(dataDirectory, compacted);
  const residentBefore = residentMebibytesOf(broker.pid);
  const { watched: cleaning, result } = await watch(broker, load, () => clean(broker, compacted));
  await load.stop();
  const bytesAfter = completeBytes(dataDirectory, compacted);
  return { quiet, cleaning, bytesBefore, bytesAfter, residentBefore, ...result };
}

/** Watches a broker and its load while something is done. */
async function watch<Result>(
  { pid, eventLoop }: RunningBroker,
  load: SteadyLoad,
  action: () => Promise<Result>,
): Promise<{ readonly watched: Watched; readonly result: Result }> {
  const usage = (): { atMs: number; brokerMs: number; benchMs: number; allMs: number } => ({
    atMs: performance.now(),
    brokerMs: processorMsOf(pid),
    benchMs: processorMsOf(load.pid) + processorMsOf(process.pid),
    allMs: processorMsOfAll(),
  });
  const before = usage();
  load.begin();
  eventLoop?.begin();
  const result = await action();
  const eventLoopMs = await eventLoop?.end();
  const [other, same] = await load.end();
  const after = usage();
  if (other === undefined || same === undefined) throw new Error('The load has two topics.');
  const elapsedMs = after.atMs - before.atMs;
  const brokerCores = (after.brokerMs - before.brokerMs) / elapsedMs;
  const benchCores = (after.benchMs - before.benchMs) / elapsedMs;
  const otherCores = (after.allMs - before.allMs) / elapsedMs - brokerCores - benchCores;
  return { watched: { other, same, eventLoopMs, brokerCores, otherCores }, result };
}

/** Has a topic compacted, and waits until it is and what was replaced is gone. */
async function clean(
  { address, dataDirectory, pid }: RunningBroker,
  topic: string,
): Promise<Pick<Sample, 'cleaningMs' | 'residentMax'>> {
  await using admin = new Admin({ bootstrapServers: address });
  const changes = [{ name: 'cleanup.policy', operation: 'set', value: 'compact' }] as const;
  const beganMs = performance.now();
  const [altered] = await admin.incrementalAlterConfigs([{ type: 'topic', name: topic, changes }]);
  if (altered?.error !== undefined) throw altered.error;
  let residentMax = 0;
  while (!isCleaned(dataDirectory, topic)) {
    residentMax = Math.max(residentMax, residentMebibytesOf(pid));
    await sleep(LOOK_MS);
    if (performance.now() - beganMs > CLEANING_MS_MAX) throw new Error(`${topic} stays as it is.`);
  }
  const cleaningMs = performance.now() - beganMs;
  await sleep(AFTER_MS);
  return { cleaningMs, residentMax: Math.max(residentMax, residentMebibytesOf(pid)) };
}

await compareBrokers({
  name: 'compaction',
  works: ['compaction'],
  options: ['size'],
  // Ours and Kafka's begin soon after they are asked to; what they take is the default of both.
  overrides: ['log.cleaner.backoff.ms=100'],
  measureWork,
});
