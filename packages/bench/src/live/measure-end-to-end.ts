/*
 * Single records from a producer to a reader, with brokers in turn: see `npm run bench`.
 */
import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { compareBrokers } from '../rounds/compare-brokers.ts';
import type { ComparisonArguments } from '../rounds/comparison-arguments.ts';
import { sampleInTurn } from '../rounds/sample-in-turn.ts';
import { type LiveSample, type LiveWork, takeLiveSample } from './live-sample.ts';
import { liveSummary, liveTables } from './live-tables.ts';

const SINGLE_RECORDS = { recordBytes: 100, recordsPerRequest: 1, readers: 1 };
const WORKS: Readonly<Record<string, LiveWork>> = {
  '1000': { ...SINGLE_RECORDS, requestsPerSecond: 1000 },
  '5000': { ...SINGLE_RECORDS, requestsPerSecond: 5000 },
};

async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  { rounds, seconds, warmUpSeconds }: ComparisonArguments,
): Promise<string> {
  const work = WORKS[name];
  if (work === undefined) throw new Error(`There is no rate ${name}.`);
  for (const broker of brokers) await takeSample(broker, work, `${name}-warm`, warmUpSeconds);
  const series = await sampleInTurn(brokers, rounds, async (broker, round) => {
    const sample = await takeSample(broker, work, `${name}-${round}`, seconds);
    console.error(`${name} ${round + 1}/${rounds} ${broker.name}: ${liveSummary(sample)}`);
    return sample;
  });
  const rate = work.requestsPerSecond.toLocaleString('en-US');
  return liveTables(`End to end: single records of 100 B, ${rate} a second, one reader`, series);
}

function takeSample(
  broker: RunningBroker,
  work: LiveWork,
  topic: string,
  seconds: number,
): Promise<LiveSample> {
  return withTopic(broker, { topic, partitions: 1, configs: {} }, () =>
    takeLiveSample(broker, work, { topic, startOffset: 0, seconds }),
  );
}

await compareBrokers({ name: 'end-to-end', works: Object.keys(WORKS), measureWork });
