/*
 * Brokers under the same load, in turn: see `npm run bench`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type RunningBroker, startBroker } from '../brokers/broker-under-test.ts';
import { describeMachine } from '../report/machine.ts';
import { writeSection } from '../report/performance-page.ts';
import { produceTables } from '../report/produce-tables.ts';
import { type ProduceArguments, readProduceArguments } from './produce-arguments.ts';
import { measureWork, type WorkSamples } from './produce-rounds.ts';

const INSTALL = fileURLToPath(
  new URL('../../../conformance/dist/installation/main.js', import.meta.url),
);

async function measure(asked: ProduceArguments): Promise<WorkSamples[]> {
  if (asked.brokers.some(({ kind }) => kind === 'kafka')) installKafka();
  const directory = mkdtempSync(join(asked.directory, 'odradek-bench-'));
  const running: RunningBroker[] = [];
  try {
    for (const broker of asked.brokers) running.push(await startBroker(broker, directory));
    const results: WorkSamples[] = [];
    for (const work of asked.works) results.push(await measureWork(running, work, asked));
    return results;
  } finally {
    await Promise.all(running.map((broker) => broker.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}

function installKafka(): void {
  const { status } = spawnSync(process.execPath, [INSTALL, 'apache-kafka'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Apache Kafka cannot be run; see above what to do.');
}

const args = process.argv.slice(2);
// Ends through `exit`, which ends the brokers.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const asked = readProduceArguments(args);
const results = await measure(asked);
const command = `npm run bench -- produce ${args.join(' ')}`.trim();
const text = `${describeMachine(command)}\n\n${produceTables(results)}`;
console.log(`\n${text}`);
if (asked.write) writeSection('produce', text);
