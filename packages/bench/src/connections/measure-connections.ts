/*
 * What connections cost a broker: how much memory each of many takes that are silent after
 * ApiVersions, how long it takes to accept them, and how long acknowledgements take when many
 * connections produce a record a second each. Clients are in processes of their own.
 *
 *   npm run bench -- connections [--silent 10000] [--producers 2000] [--nodes 20,24]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { withTopic } from '../brokers/bench-topic.ts';
import { type RunningBroker, startBroker } from '../brokers/broker-under-test.ts';
import { type Percentiles } from '../load/latency-histogram.ts';
import { residentMebibytesOf } from '../load/process-usage.ts';
import { machineName } from '../report/machine.ts';
import { nodeOf } from '../runtime/nodes.ts';
import { type ConnectionsArguments, readConnectionsArguments } from './connections-arguments.ts';
import { openSilentConnections } from './silent-connections.ts';
import { runSteadyProducers } from './steady-producers.ts';

/** Code that runs for the first time, and the first memory, are not of the connections. */
const WARM_UP_CONNECTIONS = 500;
const SETTLE_MS = 3_000;
/** How long V8 may take to see that nothing happens any more. */
const QUIET_MS = 20_000;
const LOOK_MS = 250;
const KIB_PER_MIB = 1024;
const PRODUCE_INTERVAL_MS = 1_000;
const TOPIC = { topic: 'connections', partitions: 6, configs: {} };

function show(name: string, text: string): void {
  console.log(`${name.padEnd(28)} ${text}`);
}

function milliseconds({ p50, p99, max }: Percentiles): string {
  const [first, second, third] = [p50, p99, max].map((ms) => ms.toFixed(1));
  return `p50 ${first} ms, p99 ${second} ms, max ${third} ms`;
}

/** The least that is resident within a time. */
async function leastResident(pid: number, ms: number): Promise<number> {
  const end = performance.now() + ms;
  let least = residentMebibytesOf(pid);
  while (performance.now() < end) {
    await sleep(LOOK_MS);
    least = Math.min(least, residentMebibytesOf(pid));
  }
  return least;
}

async function measureSilent(
  { address, pid }: RunningBroker,
  { silent: connections, atOnce }: ConnectionsArguments,
): Promise<void> {
  const warmUp = { address, atOnce, connections: WARM_UP_CONNECTIONS };
  await (await openSilentConnections(warmUp)).close();
  const before = await leastResident(pid, QUIET_MS);
  const opened = await openSilentConnections({ address, atOnce, connections });
  const each = (mebibytes: number): string => {
    const kibibytes = ((mebibytes - before) * KIB_PER_MIB) / connections;
    return `${mebibytes.toFixed(1)} MiB, ${kibibytes.toFixed(2)} KiB each`;
  };
  show(`${connections} accepted`, `${opened.elapsedMs.toFixed(0)} ms, ${atOnce} at a time`);
  show('ApiVersions answered', milliseconds(opened.answeredMs));
  show('resident before', `${before.toFixed(1)} MiB`);
  show('resident, just opened', each(await leastResident(pid, SETTLE_MS)));
  show(`resident, ${QUIET_MS / 1000} s later`, each(await leastResident(pid, QUIET_MS)));
  await opened.close();
}

async function measureSteady(
  broker: RunningBroker,
  { producers, seconds }: ConnectionsArguments,
): Promise<void> {
  const measured = await withTopic(broker, TOPIC, async () => {
    broker.eventLoop?.begin();
    const measurement = await runSteadyProducers({
      address: broker.address,
      topic: TOPIC.topic,
      partitions: TOPIC.partitions,
      connections: producers,
      intervalMs: PRODUCE_INTERVAL_MS,
      settleMs: SETTLE_MS,
      measureMs: seconds * 1000,
    });
    return { ...measurement, eventLoop: await broker.eventLoop?.end() };
  });
  show(`${producers} producers`, `${measured.requestsPerSecond.toFixed(0)} requests/s`);
  show('acknowledged', milliseconds(measured.latencyMs));
  show('of that, left late', milliseconds(measured.latenessMs));
  if (measured.eventLoop !== undefined) {
    show('event loop of the broker', milliseconds(measured.eventLoop));
  }
}

async function measureRound(asked: ConnectionsArguments): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'odradek-bench-connections-'));
  const under = { name: 'odradek', kind: 'odradek', overrides: asked.overrides } as const;
  const broker = await startBroker(under, { parent, environment: {} });
  if (asked.silent > 0) await measureSilent(broker, asked);
  if (asked.producers > 0) await measureSteady(broker, asked);
  await broker.stop();
  rmSync(parent, { recursive: true });
}

const args = process.argv.slice(2);
const asked = readConnectionsArguments(args);
const ownMajor = Number.parseInt(process.versions.node, 10);
for (const major of asked.nodes) {
  if (major === ownMajor) {
    console.log(`Node ${process.versions.node}, ${machineName()}`);
    for (let round = 0; round < asked.rounds; round++) await measureRound(asked);
  } else {
    // The last of two options with one name counts.
    const own = [fileURLToPath(import.meta.url), ...args, '--nodes', String(major)];
    spawnSync(nodeOf(major), own, { stdio: 'inherit' });
  }
}
