/*
 * Clients as applications use them, with brokers in turn: see `npm run bench`.
 */
import type { RunningBroker } from '../brokers/broker-under-test.ts';
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
import { type ClientSample, takeClientSample } from './client-sample.ts';
import { CLIENT_WORKS } from './client-works.ts';
import { buildFastClient } from './fast-client.ts';

const COLUMNS: readonly Column<ClientSample>[] = [
  ['produced records/s', ({ produced }) => produced.recordsPerSecond, 0],
  ['p50 ms', ({ produced }) => produced.p50Ms, 2],
  ['p99 ms', ({ produced }) => produced.p99Ms, 2],
  ['bytes of a request', ({ produced }) => produced.requestBytes, 0],
  ['CPU µs/record', ({ produced }) => produced.processorPerRecord, 2],
  ['cores', ({ produced }) => produced.brokerCores, 2],
  ['client and others', ({ produced }) => produced.besideCores, 2],
  ['event loop late, p99 ms', ({ produced }) => produced.eventLoopMs?.p99, 1],
  ['consumed records/s', ({ consumed }) => consumed?.recordsPerSecond, 0],
  ['bytes of an answer', ({ consumed }) => consumed?.requestBytes, 0],
  ['CPU µs/record consumed', ({ consumed }) => consumed?.processorPerRecord, 3],
];

const PRODUCED: readonly Ratio<ClientSample>[] = [
  ['produced', ({ produced }) => produced.recordsPerSecond],
  ['CPU per record', ({ produced }) => produced.processorPerRecord],
];
const CONSUMED: readonly Ratio<ClientSample>[] = [
  ['consumed', ({ consumed }) => consumed?.recordsPerSecond],
  ['CPU per record consumed', ({ consumed }) => consumed?.processorPerRecord],
];

async function measureWork(
  brokers: readonly RunningBroker[],
  name: string,
  { rounds, seconds, warmUpSeconds }: ComparisonArguments,
): Promise<string> {
  const work = CLIENT_WORKS[name];
  if (work === undefined) throw new Error(`There is no client ${name}.`);
  for (const broker of brokers) {
    await takeClientSample(broker, work, { topic: `${name}-warm`, seconds: warmUpSeconds });
  }
  const series = await sampleInTurn(brokers, rounds, async (broker, round) => {
    const sample = await takeClientSample(broker, work, { topic: `${name}-${round}`, seconds });
    console.error(`${name} ${round + 1}/${rounds} ${broker.name}: ${summary(sample)}`);
    return sample;
  });
  return `### ${name}: ${work.description}\n\n${tables(series)}`;
}

function tables(series: readonly BrokerSeries<ClientSample>[]): string {
  const consumes = series.some(({ samples }) => samples.some(({ consumed }) => consumed));
  const ratios = consumes ? [...PRODUCED, ...CONSUMED] : PRODUCED;
  return [mediansTable(COLUMNS, series), ratiosTable(ratios, oursWithKafkas(series))]
    .join('\n\n')
    .trim();
}

function summary({ produced, consumed }: ClientSample): string {
  const found = [produced, ...(consumed === undefined ? [] : [consumed])];
  return found
    .map(({ recordsPerSecond, processorPerRecord, besideCores }) => {
      const cores = `beside ${besideCores.toFixed(2)} cores`;
      return `${recordsPerSecond.toFixed(0)} records/s, ${processorPerRecord.toFixed(3)} µs, ${cores}`;
    })
    .join('; ');
}

await compareBrokers({
  name: 'clients',
  works: Object.keys(CLIENT_WORKS),
  prepare: (works) => {
    if (works.some((work) => work.startsWith('franz-go'))) buildFastClient();
  },
  measureWork,
});
