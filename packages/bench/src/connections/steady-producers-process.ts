/*
 * Connections that each produce one record again and again, at an even distance from each other:
 *
 *   node steady-producers-process.js '{"address":"127.0.0.1:9092","topic":"orders",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { LatencyHistogram } from '../load/latency-histogram.ts';
import { Metronome } from '../load/metronome.ts';
import { ProduceConnection } from '../load/produce-connection.ts';
import { readyBatch, ReadyRequests } from '../load/ready-requests.ts';
import type { SteadyLoad, SteadyMeasurement } from './steady-producers.ts';

const BEAT_MS_MIN = 0.25;
const RECORD = { recordBytes: 100, batchBytes: 1, inFlight: 1 };
/** Requests that a connection may have under way before the next has to wait. */
const SLOTS = 8;
const CONNECTED_AT_ONCE = 100;

/** What is measured, while it is. */
class Measurement {
  readonly latencies: LatencyHistogram = new LatencyHistogram();
  readonly lateness: LatencyHistogram = new LatencyHistogram();
  isMeasuring = false;
}

async function connectAll(load: SteadyLoad, measured: Measurement): Promise<ProduceConnection[]> {
  const work = { ...RECORD, connections: load.connections, partitions: load.partitions };
  const batch = readyBatch(work, Date.now());
  const connections: ProduceConnection[] = [];
  let next = 0;
  const connectInTurn = async (): Promise<void> => {
    while (next < load.connections) {
      const index = next++;
      connections[index] = await ProduceConnection.connect(load.address, {
        requests: new ReadyRequests(load.topic, batch, SLOTS),
        turn: { first: index % load.partitions, step: load.connections, count: load.partitions },
        pace: {
          intervalMs: load.intervalMs,
          offsetMs: (load.intervalMs * index) / load.connections,
        },
        onAcknowledged: (latencyMs) => {
          if (measured.isMeasuring) measured.latencies.record(latencyMs);
        },
        onSent: (latenessMs) => {
          if (measured.isMeasuring) measured.lateness.record(latenessMs);
        },
        onFailed: (error) => {
          throw error;
        },
      });
    }
  };
  await Promise.all(Array.from({ length: CONNECTED_AT_ONCE }, connectInTurn));
  return connections;
}

/** Lets each connection send when it is due, without a look at the others. */
function sendInTurn(connections: readonly ProduceConnection[], intervalMs: number): Metronome {
  const betweenMs = intervalMs / connections.length;
  for (const connection of connections) connection.start();
  // Not before any of them began: what is due here must be due there.
  const beganMs = performance.now();
  let sent = 0;
  return new Metronome(Math.max(BEAT_MS_MIN, betweenMs), () => {
    const nowMs = performance.now();
    const due = Math.floor((nowMs - beganMs) / betweenMs) + 1;
    // Not more than all: whoever is late is late with each of them.
    const from = Math.max(sent, due - connections.length);
    for (let turn = from; turn < due; turn++) connections[turn % connections.length]?.send(nowMs);
    sent = due;
  });
}

async function measure(load: SteadyLoad): Promise<SteadyMeasurement> {
  const measured = new Measurement();
  const connections = await connectAll(load, measured);
  const metronome = sendInTurn(connections, load.intervalMs);
  await sleep(load.settleMs);
  measured.isMeasuring = true;
  await sleep(load.measureMs);
  measured.isMeasuring = false;
  await metronome.stop();
  await Promise.all(connections.map((connection) => connection.stop()));
  return {
    requestsPerSecond: (measured.latencies.count * 1000) / load.measureMs,
    latencyMs: measured.latencies.percentiles(),
    latenessMs: measured.lateness.percentiles(),
  };
}

const load = JSON.parse(process.argv[2] ?? '') as SteadyLoad;
process.stdout.write(JSON.stringify(await measure(load)));
