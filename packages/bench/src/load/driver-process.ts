/*
 * Puts a load on a broker and prints what it measured:
 *
 *   node driver-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { loadCompression } from '@odradek/protocol';

import { LatencyHistogram } from './latency-histogram.ts';
import { Metronome } from './metronome.ts';
import {
  diskBytesReadBy,
  processorMsOf,
  processorMsOfAll,
  residentMebibytesOf,
} from './process-usage.ts';
import { type Pace, ProduceConnection } from './produce-connection.ts';
import type { ProduceLoad, ProduceMeasurement } from './produce-load.ts';
import { recordsIn } from './produce-work.ts';
import { readyBatch, ReadyRequests } from './ready-requests.ts';
import { SequencedBatch } from './sequenced-batch.ts';

/** What an open loop may have under way on a connection before requests have to wait. */
const SLOTS_MAX = 4096;
const SLOT_BYTES_MAX = 64 * 1024 * 1024;
/** Brokers know producers by what they write; none of them asks where an id comes from. */
const FIRST_PRODUCER_ID = 1000;
/** No request of an open loop leaves much later than it is due. */
const BEAT_MS_MIN = 0.25;

/** The connections of a load, and what they measure while they are told to. */
class Driver {
  readonly batch: Buffer;
  readonly latencies: LatencyHistogram = new LatencyHistogram();
  readonly lateness: LatencyHistogram = new LatencyHistogram();
  isMeasuring = false;
  private readonly load: ProduceLoad;
  private connections: readonly ProduceConnection[] = [];
  private metronome: Metronome | undefined;

  constructor(load: ProduceLoad) {
    this.load = load;
    this.batch = readyBatch(load.work, Date.now());
  }

  async start(): Promise<void> {
    const { connections } = this.load.work;
    const connecting = Array.from({ length: connections }, (_, index) => this.connect(index));
    this.connections = await Promise.all(connecting);
    for (const connection of this.connections) connection.start();
    const { requestsPerSecond } = this.load;
    if (requestsPerSecond === undefined) return;
    const beatMs = Math.max(BEAT_MS_MIN, 1000 / requestsPerSecond);
    this.metronome = new Metronome(beatMs, () => this.sendDue());
  }

  async stop(): Promise<void> {
    await this.metronome?.stop();
    await Promise.all(this.connections.map((connection) => connection.stop()));
  }

  private sendDue(): void {
    const nowMs = performance.now();
    for (const connection of this.connections) connection.send(nowMs);
  }

  private connect(index: number): Promise<ProduceConnection> {
    const { address, topic, work } = this.load;
    const { connections: step, partitions: count } = work;
    const pace = this.paceOf(index);
    return ProduceConnection.connect(address, {
      requests: new ReadyRequests(topic, this.batch, this.slots(pace), this.sequenced(index)),
      turn: { first: index % count, step, count },
      onAcknowledged: (latencyMs) => {
        if (this.isMeasuring) this.latencies.record(latencyMs);
      },
      onFailed: (error) => {
        throw error;
      },
      ...(pace !== undefined && {
        pace,
        onSent: (latenessMs) => {
          if (this.isMeasuring) this.lateness.record(latenessMs);
        },
      }),
    });
  }

  /** Each connection is a producer of its own. */
  private sequenced(index: number): SequencedBatch | undefined {
    const { work } = this.load;
    if (work.isIdempotent !== true) return undefined;
    return new SequencedBatch(this.batch, FIRST_PRODUCER_ID + index, work.partitions);
  }

  /** The connections take turns. */
  private paceOf(index: number): Pace | undefined {
    const { requestsPerSecond, work } = this.load;
    if (requestsPerSecond === undefined) return undefined;
    const betweenMs = 1000 / requestsPerSecond;
    return { intervalMs: betweenMs * work.connections, offsetMs: betweenMs * index };
  }

  private slots(pace: Pace | undefined): number {
    const { inFlight } = this.load.work;
    if (pace === undefined) return inFlight;
    const fitting = Math.floor(SLOT_BYTES_MAX / this.batch.length);
    return Math.max(inFlight, Math.min(SLOTS_MAX, fitting));
  }
}

async function drive(load: ProduceLoad): Promise<ProduceMeasurement> {
  const driver = new Driver(load);
  await driver.start();
  await sleep(load.settleMs);
  const before = spent(load.brokerPid);
  driver.isMeasuring = true;
  await sleep(load.measureMs);
  driver.isMeasuring = false;
  const after = spent(load.brokerPid);
  const brokerResidentMebibytes = residentMebibytesOf(load.brokerPid);
  await driver.stop();
  const elapsedMs = after.atMs - before.atMs;
  const requestsPerSecond = (driver.latencies.count * 1000) / elapsedMs;
  const brokerCores = (after.brokerMs - before.brokerMs) / elapsedMs;
  const driverCores = (after.driverMs - before.driverMs) / elapsedMs;
  return {
    requestsPerSecond,
    recordsPerSecond: requestsPerSecond * recordsIn(load.work),
    megabytesPerSecond: (requestsPerSecond * driver.batch.length) / 1e6,
    latencyMs: driver.latencies.percentiles(),
    ...(load.requestsPerSecond !== undefined && { latenessMs: driver.lateness.percentiles() }),
    brokerCores,
    driverCores,
    otherCores: (after.allMs - before.allMs) / elapsedMs - brokerCores - driverCores,
    brokerResidentMebibytes,
    diskMegabytesPerSecond: (after.diskBytes - before.diskBytes) / elapsedMs / 1000,
  };
}

interface Spent {
  readonly atMs: number;
  readonly brokerMs: number;
  readonly driverMs: number;
  readonly allMs: number;
  readonly diskBytes: number;
}

function spent(brokerPid: number): Spent {
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    brokerMs: processorMsOf(brokerPid),
    driverMs: (user + system) / 1000,
    allMs: processorMsOfAll(),
    diskBytes: diskBytesReadBy(brokerPid),
  };
}

await loadCompression();
const load = JSON.parse(process.argv[2] ?? '') as ProduceLoad;
process.stdout.write(JSON.stringify(await drive(load)));
