import { fileURLToPath } from 'node:url';

import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { withEventLoop } from '../brokers/event-loop-watch.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import { outputOf } from '../load/run-program.ts';
import type { Column, Ratio } from '../report/comparison-tables.ts';
import type { LiveLoad, LiveMeasurement } from './live-load.ts';

const DRIVER = fileURLToPath(new URL('live-driver-process.js', import.meta.url));
const SETTLE_MS = 1000;
const MS_PER_SECOND = 1000;

/** What was measured of one broker at a time. */
export interface LiveSample extends LiveMeasurement {
  /** Of ours: how late its event loop was. */
  readonly eventLoopMs?: Percentiles;
  /** What a reader beside got, from the beginning of the log. */
  readonly readMegabytesPerSecond?: number;
}

/** How records are produced, and by how many they are read. */
export type LiveWork = Pick<
  LiveLoad,
  'recordBytes' | 'recordsPerRequest' | 'requestsPerSecond' | 'readers'
>;

/** Produces to a partition whose log ends there, and reads it, for so many seconds. */
export function takeLiveSample(
  { address, pid: brokerPid, eventLoop }: RunningBroker,
  work: LiveWork,
  place: { readonly topic: string; readonly startOffset: number; readonly seconds: number },
): Promise<LiveSample> {
  const { topic, startOffset, seconds } = place;
  const times = { settleMs: SETTLE_MS, measureMs: seconds * MS_PER_SECOND };
  const load: LiveLoad = { address, brokerPid, topic, startOffset, ...work, ...times };
  const running = outputOf(process.execPath, [DRIVER, JSON.stringify(load)]);
  const measuring = running.then((output) => JSON.parse(output) as LiveMeasurement);
  return withEventLoop(eventLoop, SETTLE_MS, measuring);
}

/** What tables show of the samples. */
export const LIVE_COLUMNS: readonly Column<LiveSample>[] = [
  ['produced records/s', ({ recordsPerSecond }) => recordsPerSecond, 0],
  ['consumed records/s', ({ consumedPerSecond }) => consumedPerSecond, 0],
  ['end to end, p50 ms', ({ endToEndMs }) => endToEndMs.p50, 2],
  ['p99 ms', ({ endToEndMs }) => endToEndMs.p99, 2],
  ['p99.9 ms', ({ endToEndMs }) => endToEndMs.p999, 2],
  ['max ms', ({ endToEndMs }) => endToEndMs.max, 0],
  ['acknowledged, p99 ms', ({ acknowledgedMs }) => acknowledgedMs.p99, 2],
  ['left late, p99 ms', ({ latenessMs }) => latenessMs.p99, 2],
  ['event loop late, p99 ms', ({ eventLoopMs }) => eventLoopMs?.p99, 1],
  ['cores', ({ brokerCores }) => brokerCores, 2],
  ['driver', ({ driverCores }) => driverCores, 2],
  ['others', ({ otherCores }) => otherCores, 2],
  ['read from the beginning, MB/s', (sample) => sample.readMegabytesPerSecond, 0],
];

/** How the samples of two brokers relate. */
export const LIVE_RATIOS: readonly Ratio<LiveSample>[] = [
  ['p50', ({ endToEndMs }) => endToEndMs.p50],
  ['p99', ({ endToEndMs }) => endToEndMs.p99],
  ['p99.9', ({ endToEndMs }) => endToEndMs.p999],
  ['CPU', ({ brokerCores }) => brokerCores],
];
