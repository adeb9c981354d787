/*
 * Produces at a rate and reads it at once, and prints what it measured:
 *
 *   node live-driver-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { FetchConnection } from '../fetch/fetch-connection.ts';
import { ReadyFetch } from '../fetch/ready-fetch.ts';
import { LatencyHistogram } from '../load/latency-histogram.ts';
import { Metronome } from '../load/metronome.ts';
import { ProcessorWatch } from '../load/processor-watch.ts';
import { ProduceConnection } from '../load/produce-connection.ts';
import { batchOfRecords, ReadyRequests } from '../load/ready-requests.ts';
import { DueTimes } from './due-times.ts';
import type { LiveLoad, LiveMeasurement } from './live-load.ts';

/** What may be under way before records have to wait. */
const SLOTS = 4096;
const BEAT_MS_MIN = 0.25;
/** Readers ask before the first record leaves. */
const READERS_FIRST_MS = 200;

/** A producer and readers of one partition, and what they measure while they are told to. */
class LiveDriver {
  readonly endToEnd: LatencyHistogram = new LatencyHistogram();
  readonly acknowledged: LatencyHistogram = new LatencyHistogram();
  readonly lateness: LatencyHistogram = new LatencyHistogram();
  isMeasuring = false;
  consumed = 0;
  private readonly load: LiveLoad;
  private readonly dueTimes: DueTimes;
  private readers: readonly FetchConnection[] = [];
  private producer: ProduceConnection | undefined;
  private metronome: Metronome | undefined;

  constructor(load: LiveLoad) {
    this.load = load;
    this.dueTimes = new DueTimes(load.startOffset, load.recordsPerRequest);
  }

  async start(): Promise<void> {
    const { readers, requestsPerSecond } = this.load;
    const connecting = Array.from({ length: readers }, () => this.connectReader());
    this.readers = await Promise.all(connecting);
    await sleep(READERS_FIRST_MS);
    const producer = await this.connectProducer();
    this.producer = producer;
    producer.start();
    const beatMs = Math.max(BEAT_MS_MIN, 1000 / requestsPerSecond);
    this.metronome = new Metronome(beatMs, () => producer.send(performance.now()));
  }

  async stop(): Promise<void> {
    await this.metronome?.stop();
    await this.producer?.stop();
    for (const reader of this.readers) reader.close();
  }

  private connectProducer(): Promise<ProduceConnection> {
    const { address, topic, recordBytes, recordsPerRequest, requestsPerSecond } = this.load;
    const batch = batchOfRecords(recordsPerRequest, recordBytes, Date.now());
    return ProduceConnection.connect(address, {
      requests: new ReadyRequests(topic, batch, SLOTS),
      turn: { first: 0, step: 1, count: 1 },
      pace: { intervalMs: 1000 / requestsPerSecond, offsetMs: 0 },
      onAcknowledged: (latencyMs) => {
        if (this.isMeasuring) this.acknowledged.record(latencyMs);
      },
      onSent: (latenessMs, dueMs) => {
        this.dueTimes.add(dueMs);
        if (this.isMeasuring) this.lateness.record(latenessMs);
      },
      onFailed: throwIt,
    });
  }

  private async connectReader(): Promise<FetchConnection> {
    const { address, topic, startOffset } = this.load;
    let offset = startOffset;
    const reader = await FetchConnection.connect(address, {
      request: new ReadyFetch(topic),
      onFetched: ({ nextOffset, readAtMs }) => {
        reader.fetch(0, nextOffset);
        this.take(offset, nextOffset, readAtMs);
        offset = nextOffset;
      },
      onFailed: throwIt,
    });
    reader.fetch(0, startOffset);
    return reader;
  }

  private take(from: number, to: number, readAtMs: number): void {
    if (!this.isMeasuring) return;
    this.consumed += to - from;
    this.dueTimes.between(from, to, (dueMs, records) => {
      for (let left = records; left > 0; left--) this.endToEnd.record(readAtMs - dueMs);
    });
  }
}

function throwIt(error: Error): void {
  throw error;
}

async function drive(load: LiveLoad): Promise<LiveMeasurement> {
  const driver = new LiveDriver(load);
  await driver.start();
  await sleep(load.settleMs);
  const [watch, usage] = [new ProcessorWatch(load.brokerPid), process.cpuUsage()];
  driver.isMeasuring = true;
  await sleep(load.measureMs);
  driver.isMeasuring = false;
  const { brokerCores, besideCores, elapsedMs } = watch.end();
  const { user, system } = process.cpuUsage(usage);
  const driverCores = (user + system) / 1000 / elapsedMs;
  await driver.stop();
  const perSecond = 1000 / elapsedMs;
  return {
    recordsPerSecond: driver.acknowledged.count * load.recordsPerRequest * perSecond,
    consumedPerSecond: driver.consumed * perSecond,
    endToEndMs: driver.endToEnd.percentiles(),
    acknowledgedMs: driver.acknowledged.percentiles(),
    latenessMs: driver.lateness.percentiles(),
    brokerCores,
    driverCores,
    otherCores: besideCores - driverCores,
  };
}

const load = JSON.parse(process.argv[2] ?? '') as LiveLoad;
process.stdout.write(JSON.stringify(await drive(load)));
