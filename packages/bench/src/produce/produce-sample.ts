import { setTimeout as sleep } from 'node:timers/promises';

import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import type { ProduceMeasurement } from '../load/produce-load.ts';
import type { ProduceWork } from '../load/produce-work.ts';
import type { ColdReaders } from '../readers/cold-readers.ts';
import { runDriver } from './run-driver.ts';

const SETTLE_MS = 1000;
/**
 * An open loop goes on while the first appends make the files of their partitions, and what has gathered
 * meanwhile must be gone before anything counts.
 */
const SETTLE_OPEN_MS = 3000;
/** A long load would fill the disk. */
const BOUNDED_TOPIC: Readonly<Record<string, string>> = {
  'segment.bytes': String(256 * 1024 * 1024),
  'retention.bytes': String(512 * 1024 * 1024),
};

/** What was measured of one broker at a time. */
export interface ProduceSample extends ProduceMeasurement {
  /** Of ours: how late its event loop was. */
  readonly eventLoopMs?: Percentiles;
  /** What readers beside the load got. */
  readonly readMegabytesPerSecond?: number;
}

/** What is measured how. */
export interface SampleOptions {
  /** The name of the topic, which is made for it. */
  readonly topic: string;
  readonly work: ProduceWork;
  /** Of an open loop. */
  readonly requestsPerSecond?: number | undefined;
  readonly seconds: number;
  /** Who reads beside the load. */
  readonly readers?: ColdReaders | undefined;
}

/** Puts a load on a broker, with a topic of its own. */
export function takeSample(
  broker: RunningBroker,
  { topic, work, requestsPerSecond, seconds, readers }: SampleOptions,
): Promise<ProduceSample> {
  const load = {
    address: broker.address,
    brokerPid: broker.pid,
    topic,
    work,
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    settleMs: requestsPerSecond === undefined ? SETTLE_MS : SETTLE_OPEN_MS,
    measureMs: seconds * 1000,
  };
  const configs = requestsPerSecond === undefined ? {} : BOUNDED_TOPIC;
  return withTopic(broker, { topic, partitions: work.partitions, configs }, async () => {
    const driving = runDriver(load);
    const watching = watch(broker, readers);
    const measurement = await driving;
    return { ...measurement, ...(await (await watching)()) };
  });
}

type Watched = Pick<ProduceSample, 'eventLoopMs' | 'readMegabytesPerSecond'>;

/** Begins with the readers, and when the load has settled with the event loop; resolves to the end. */
async function watch(
  { eventLoop }: RunningBroker,
  readers: ColdReaders | undefined,
): Promise<() => Promise<Watched>> {
  readers?.begin();
  await sleep(SETTLE_MS);
  eventLoop?.begin();
  return async () => {
    const eventLoopMs = await eventLoop?.end();
    const readMegabytesPerSecond = await readers?.end();
    return {
      ...(eventLoopMs !== undefined && { eventLoopMs }),
      ...(readMegabytesPerSecond !== undefined && { readMegabytesPerSecond }),
    };
  };
}
