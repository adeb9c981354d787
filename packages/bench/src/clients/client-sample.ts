import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import { ProcessorWatch } from '../load/processor-watch.ts';
import type { ClientRun } from './client-run.ts';
import type { ClientPlace, ClientWork } from './client-works.ts';

const MICROSECONDS_PER_MS = 1000;

/** What a client did with a broker, and what that took. */
export interface MeasuredRun extends ClientRun {
  /** Of the broker's process, in microseconds. */
  readonly processorPerRecord: number;
  readonly brokerCores: number;
  /** Of everything else, which is the client most of all. */
  readonly besideCores: number;
  /** Of ours: how late its event loop was. */
  readonly eventLoopMs?: Percentiles;
}

/** What a client did with a topic. */
export interface ClientSample {
  readonly produced: MeasuredRun;
  readonly consumed?: MeasuredRun;
}

/** Lets a client produce to a new topic for about so many seconds, and read it if it does. */
export function takeClientSample(
  broker: RunningBroker,
  work: ClientWork,
  { topic, seconds }: { readonly topic: string; readonly seconds: number },
): Promise<ClientSample> {
  const records = Math.ceil(work.recordsPerSecond * seconds);
  const place = { address: broker.address, topic, records };
  const { partitions } = work;
  return withTopic(broker, { topic, partitions, configs: {} }, async () => {
    const produced = await measureRun(broker, place, (given) => work.produce(given));
    if (work.consume === undefined) return { produced };
    const consume = work.consume.bind(work);
    return { produced, consumed: await measureRun(broker, place, consume) };
  });
}

async function measureRun(
  broker: RunningBroker,
  place: ClientPlace,
  run: (place: ClientPlace) => Promise<ClientRun>,
): Promise<MeasuredRun> {
  broker.eventLoop?.begin();
  const watch = new ProcessorWatch(broker.pid);
  const found = await run(place);
  const { brokerCores, besideCores, elapsedMs } = watch.end();
  const eventLoopMs = await broker.eventLoop?.end();
  return {
    ...found,
    processorPerRecord: (brokerCores * elapsedMs * MICROSECONDS_PER_MS) / place.records,
    brokerCores,
    besideCores,
    ...(eventLoopMs !== undefined && { eventLoopMs }),
  };
}
