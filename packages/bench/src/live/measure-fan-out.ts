/*
 * One producer and five readers, alone and beside a sixth that reads what is old, with brokers in turn:
 * see `npm run bench`.
 */
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { type FilledTopic, withFilledTopic } from '../fetch/filled-topic.ts';
import { runReaders } from '../fetch/run-readers.ts';
import { compareBrokers } from '../rounds/compare-brokers.ts';
import type { ComparisonArguments } from '../rounds/comparison-arguments.ts';
import { sampleInTurn } from '../rounds/sample-in-turn.ts';
import { type LiveSample, type LiveWork, takeLiveSample } from './live-sample.ts';
import { liveSummary, liveTables } from './live-tables.ts';

/** 50,000 records a second. */
const WORK: LiveWork = {
  recordBytes: 100,
  recordsPerRequest: 50,
  requestsPerSecond: 1000,
  readers: 5,
};
/** What the sixth reads, again and again. */
const OLD_BYTES = 1024 ** 3;
/** The sixth reads before anything is measured, and a while longer. */
const READS_BESIDE_MS = 4000;
const MS_PER_SECOND = 1000;

const HEADINGS: Readonly<Record<string, string>> = {
  alone: 'Fan-out: 50,000 records of 100 B a second, five readers',
  'from-beginning': 'The same while a sixth reader reads from the beginning, again and again',
};

async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  { rounds, seconds, warmUpSeconds }: ComparisonArguments,
): Promise<string> {
  for (const broker of brokers) await takeSample(broker, name, 'warm', warmUpSeconds);
  const series = await sampleInTurn(brokers, rounds, async (broker, round) => {
    const sample = await takeSample(broker, name, String(round), seconds);
    console.error(`${name} ${round + 1}/${rounds} ${broker.name}: ${liveSummary(sample)}`);
    return sample;
  });
  return liveTables(HEADINGS[name] ?? name, series);
}

function takeSample(
  broker: RunningBroker,
  work: string,
  round: string,
  seconds: number,
): Promise<LiveSample> {
  const topic = `${work}-${round}`;
  return withFilledTopic(broker, { topic, partitions: 1, bytes: OLD_BYTES }, async (filled) => {
    const reading = work === 'alone' ? undefined : readOld(broker, filled, seconds);
    const startOffset = filled.endOffset;
    const sample = await takeLiveSample(broker, WORK, { topic, startOffset, seconds });
    const readMegabytesPerSecond = await reading;
    return { ...sample, ...(readMegabytesPerSecond !== undefined && { readMegabytesPerSecond }) };
  });
}

async function readOld(
  { address, pid: brokerPid }: RunningBroker,
  filled: FilledTopic,
  seconds: number,
): Promise<number> {
  const measureMs = seconds * MS_PER_SECOND + READS_BESIDE_MS;
  const load = { address, brokerPid, ...filled, connections: 1, settleMs: 0, measureMs };
  return (await runReaders(load)).megabytesPerSecond;
}

await compareBrokers({ name: 'fan-out', works: Object.keys(HEADINGS), measureWork });
