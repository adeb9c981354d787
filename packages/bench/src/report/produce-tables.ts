import { describeWork } from '../load/produce-work.ts';
import type { BrokerSamples, WorkSamples } from '../produce/produce-rounds.ts';
import type { ProduceSample } from '../produce/produce-sample.ts';
import { type Column, mediansTable, number, type Ratio, ratiosTable } from './comparison-tables.ts';

const MICROSECONDS_PER_SECOND = 1e6;

const COLUMNS: readonly Column<ProduceSample>[] = [
  ['requests/s', (sample) => sample.requestsPerSecond, 0],
  ['records/s', (sample) => sample.recordsPerSecond, 0],
  ['MB/s', (sample) => sample.megabytesPerSecond, 1],
  ['p50 ms', (sample) => sample.latencyMs.p50, 2],
  ['p99 ms', (sample) => sample.latencyMs.p99, 2],
  ['p99.9 ms', (sample) => sample.latencyMs.p999, 2],
  ['max ms', (sample) => sample.latencyMs.max, 0],
  ['left late, p99 ms', (sample) => sample.latenessMs?.p99, 2],
  ['event loop late, p99 ms', (sample) => sample.eventLoopMs?.p99, 1],
  ['p99.9 ms of it', (sample) => sample.eventLoopMs?.p999, 1],
  ['max ms of it', (sample) => sample.eventLoopMs?.max, 0],
  ['cores', (sample) => sample.brokerCores, 2],
  ['CPU µs/record', processorMicrosecondsPerRecord, 2],
  ['driver', (sample) => sample.driverCores, 2],
  ['others', (sample) => sample.otherCores, 2],
  ['resident MiB', (sample) => sample.brokerResidentMebibytes, 0],
  ['read MB/s', (sample) => sample.readMegabytesPerSecond, 0],
  ['of disk MB/s', diskOf, 0],
];

const RATIOS: readonly Ratio<ProduceSample>[] = [
  ['throughput', (sample) => sample.requestsPerSecond],
  ['p99', (sample) => sample.latencyMs.p99],
  ['p99.9', (sample) => sample.latencyMs.p999],
  ['CPU per record', processorMicrosecondsPerRecord],
];

/** What the broker's process took of the processor, for its users and in the system. */
function processorMicrosecondsPerRecord({ brokerCores, recordsPerSecond }: ProduceSample): number {
  return (brokerCores * MICROSECONDS_PER_SECOND) / recordsPerSecond;
}

function diskOf({ readMegabytesPerSecond, diskMegabytesPerSecond }: ProduceSample) {
  return readMegabytesPerSecond === undefined ? undefined : diskMegabytesPerSecond;
}

/** A table of medians for each work, and how ours relates to each other broker in the same round. */
export function produceTables(results: readonly WorkSamples[]): string {
  return results
    .map((result) =>
      [
        `### ${heading(result)}`,
        mediansTable(COLUMNS, result.brokers),
        ratiosTable(RATIOS, pairsOf(result.brokers)),
      ]
        .join('\n\n')
        .trim(),
    )
    .join('\n\n');
}

function heading({ name, work, requestsPerSecond, shareOf }: WorkSamples): string {
  const described = `${name}: ${describeWork(work)}`;
  if (requestsPerSecond === undefined) return described;
  const offered = `${described}, ${number(requestsPerSecond, 0)} requests/s offered`;
  if (shareOf === undefined) return offered;
  return `${offered}, ${shareOf.percent} % of what ${shareOf.of} takes`;
}

/** Ours with an Apache Kafka where both or none have readers, and each with itself without. */
function pairsOf(brokers: readonly BrokerSamples[]) {
  return brokers.flatMap((our) =>
    brokers.filter((other) => areCompared(our, other)).map((other) => [our, other] as const),
  );
}

function areCompared(our: BrokerSamples, other: BrokerSamples): boolean {
  if (our.readersBeside !== undefined && our.readersBeside === other.name) return true;
  const haveReaders = (our.readersBeside === undefined) === (other.readersBeside === undefined);
  return our.kind === 'odradek' && other.kind === 'kafka' && haveReaders;
}
