import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import type { AttackProgress } from './attack.ts';
import { HealthyClient, p99 } from './healthy-client.ts';

const ATTACK = fileURLToPath(new URL('./attack.js', import.meta.url));
const FRAMES = Number(process.env['ODRADEK_HOSTILE_FRAMES'] ?? extent(30_000, 1_000_000));
const SEED = Number(process.env['ODRADEK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const CONNECTIONS = 4;
const HEALTHY_CLIENTS = 2;
/** How long the healthy clients run before they are measured, and how long they are measured. */
const SETTLE_MS = extent(2_000, 10_000);
const QUIET_MS = extent(3_000, 15_000);
/**
 * The first tenth of the frames warms the broker up, but not fewer than bring every API some: what it
 * needs then is what it may need.
 */
const WARM_FRAMES = Math.max(10_000, Math.floor(FRAMES / 10));
const GROWTH_BYTES_MAX = 32 * 1024 * 1024;
const P99_RATIO_MAX = 2;
/** Of fewer frames the latencies are told but not judged: the start of the attack weighs too much. */
const JUDGED_FRAMES_MIN = 500_000;

function takeLatencies(clients: readonly HealthyClient[]): number[] {
  return clients.flatMap((client) => client.latenciesMs.splice(0));
}

async function quietP99(clients: readonly HealthyClient[]): Promise<number> {
  takeLatencies(clients);
  await sleep(QUIET_MS);
  return p99(takeLatencies(clients));
}

async function residentBytes(pid: number): Promise<number> {
  let least = Infinity;
  for (let sample = 0; sample < 5; sample++) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    least = Math.min(least, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024);
    await sleep(200);
  }
  return least;
}

/** Attacks until all frames were sent; `onProgress` is told how far it is. */
async function attack(
  address: string,
  topic: string,
  onProgress: (progress: AttackProgress) => Promise<void>,
): Promise<AttackProgress> {
  const args = [ATTACK, address, SEED, FRAMES, CONNECTIONS, topic].map(String);
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let last: AttackProgress | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    last = JSON.parse(line) as AttackProgress;
    await onProgress(last);
  }
  assert(last !== undefined, 'the attack tells what it did');
  return last;
}

test(`${FRAMES} random and mutated frames (seed ${SEED}) neither end the broker nor disturb its clients`, async (t) => {
  using directory = new TemporaryDirectory();
  await using broker = await BrokerProcess.start(directory.path, {
    configs: ['auto.create.topics.enable=false'],
  });
  const { bootstrapServer: address } = broker;
  const healthy: HealthyClient[] = [];
  for (let index = 0; index < HEALTHY_CLIENTS; index++) {
    const topic = `healthy-${index}`;
    using client = await RawClient.connect(address);
    await client.createTopic(topic);
    healthy.push(new HealthyClient(address, topic));
  }
  using admin = await RawClient.connect(address);
  await admin.createTopic('hostile');
  const running = healthy.map((client) => client.run());
  await sleep(SETTLE_MS);
  const before = await quietP99(healthy);

  let warmBytes = 0;
  const progress = await attack(address, 'hostile', async ({ sent }) => {
    if (warmBytes === 0 && sent >= WARM_FRAMES) warmBytes = await residentBytes(broker.pid);
  });
  const attacked = p99(takeLatencies(healthy));
  const grownBytes = (await residentBytes(broker.pid)) - warmBytes;
  const quiet = Math.max(before, await quietP99(healthy));
  for (const client of healthy) client.stop();
  await Promise.all(running);

  t.diagnostic(JSON.stringify(progress));
  t.diagnostic(
    `resident: ${warmBytes >> 20} MiB warm, ${(grownBytes / 1048576).toFixed(1)} MiB more at the end`,
  );
  t.diagnostic(
    `p99 of healthy clients: ${quiet.toFixed(1)} ms before or after, ${attacked.toFixed(1)} ms meanwhile`,
  );
  assert.deepEqual(
    healthy.flatMap(({ errors }) => errors),
    [],
  );
  assert(
    progress.withServedHeader * 2 >= progress.sent,
    'half of the frames have the header of a served API',
  );
  assert.equal(progress.refused, 0);
  assert(grownBytes <= GROWTH_BYTES_MAX, `${grownBytes} bytes more than after the warm-up`);
  if (FRAMES < JUDGED_FRAMES_MIN) return;
  assert(attacked <= quiet * P99_RATIO_MAX, `p99 was ${quiet} ms, and ${attacked} ms meanwhile`);
});
