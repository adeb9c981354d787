/*
 * Puts a load on a broker and prints what it measured:
 *
 *   node driver-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { LatencyHistogram } from './latency-histogram.ts';
import { processorMsOf, processorMsOfAll, residentMebibytesOf } from './process-usage.ts';
import { ProduceConnection } from './produce-connection.ts';
import type { ProduceLoad, ProduceMeasurement } from './produce-load.ts';
import { recordsIn } from './produce-work.ts';
import { readyBatch, ReadyRequests } from './ready-requests.ts';

async function drive(load: ProduceLoad): Promise<ProduceMeasurement> {
  const { address, topic, work } = load;
  const batch = readyBatch(work, Date.now());
  const histogram = new LatencyHistogram();
  let isMeasuring = false;
  const onAcknowledged = (latencyMs: number): void => {
    if (isMeasuring) histogram.record(latencyMs);
  };
  const onFailed = (error: Error): void => {
    throw error;
  };
  const { connections: step, partitions: count } = work;
  const connecting = Array.from({ length: work.connections }, (_, index) => {
    const requests = new ReadyRequests(topic, batch, work.inFlight);
    const turn = { first: index % count, step, count };
    return ProduceConnection.connect(address, { requests, turn, onAcknowledged, onFailed });
  });
  const connections = await Promise.all(connecting);
  for (const connection of connections) connection.start();
  await sleep(load.settleMs);
  const before = spent(load.brokerPid);
  isMeasuring = true;
  await sleep(load.measureMs);
  isMeasuring = false;
  const after = spent(load.brokerPid);
  const brokerResidentMebibytes = residentMebibytesOf(load.brokerPid);
  await Promise.all(connections.map((connection) => connection.stop()));
  const elapsedMs = after.atMs - before.atMs;
  const requestsPerSecond = (histogram.count * 1000) / elapsedMs;
  const brokerCores = (after.brokerMs - before.brokerMs) / elapsedMs;
  const driverCores = (after.driverMs - before.driverMs) / elapsedMs;
  return {
    requestsPerSecond,
    recordsPerSecond: requestsPerSecond * recordsIn(work),
    megabytesPerSecond: (requestsPerSecond * batch.length) / 1e6,
    latencyMs: histogram.percentiles(),
    brokerCores,
    driverCores,
    otherCores: (after.allMs - before.allMs) / elapsedMs - brokerCores - driverCores,
    brokerResidentMebibytes,
  };
}

interface Spent {
  readonly atMs: number;
  readonly brokerMs: number;
  readonly driverMs: number;
  readonly allMs: number;
}

function spent(brokerPid: number): Spent {
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    brokerMs: processorMsOf(brokerPid),
    driverMs: (user + system) / 1000,
    allMs: processorMsOfAll(),
  };
}

const load = JSON.parse(process.argv[2] ?? '') as ProduceLoad;
process.stdout.write(JSON.stringify(await drive(load)));
