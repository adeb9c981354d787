/*
 * Brokers under the same load, in turn: see `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { type BrokerPlace, type RunningBroker, startBroker } from '../brokers/broker-under-test.ts';
import { endChildren } from '../brokers/child-processes.ts';
import { installKafka } from '../brokers/kafka-program.ts';
import { paddedSyncs } from '../brokers/padded-syncs.ts';
import { describeMachine } from '../report/machine.ts';
import { oneLevelDeeper, paddingReport, type PaddingSamples } from '../report/padding-curve.ts';
import { writeSection } from '../report/performance-page.ts';
import { type ProduceArguments, readProduceArguments } from './produce-arguments.ts';
import { measureWork, type WorkSamples } from './produce-rounds.ts';

async function measure(asked: ProduceArguments, directory: string): Promise<PaddingSamples[]> {
  if (asked.brokers.some(({ kind }) => kind === 'kafka')) installKafka();
  const results: PaddingSamples[] = [];
  for (const paddingMs of asked.paddingsMs) {
    const parent = mkdtempSync(join(directory, 'padded-'));
    const environment = paddedSyncs(parent, paddingMs);
    results.push({ paddingMs, works: await measureIn({ parent, environment }, asked) });
    rmSync(parent, { recursive: true, force: true });
  }
  return results;
}

async function measureIn(place: BrokerPlace, asked: ProduceArguments): Promise<WorkSamples[]> {
  const running: RunningBroker[] = [];
  for (const broker of asked.brokers) running.push(await startBroker(broker, place));
  const works: WorkSamples[] = [];
  for (const work of asked.works) works.push(...(await measureWork(running, work, asked)));
  await Promise.all(running.map((broker) => broker.stop()));
  return works;
}

/** Ends what was started, then removes what it wrote. */
async function cleanUp(directory: string): Promise<void> {
  await endChildren();
  rmSync(directory, { recursive: true, force: true });
}

/** The section of a set has a heading of its own. */
function isSet({ section }: ProduceArguments): boolean {
  return section !== 'produce';
}

const args = process.argv.slice(2);
const asked = readProduceArguments(args);
const directory = mkdtempSync(join(asked.directory, 'odradek-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp(directory).finally(() => process.exit(1)));
}
try {
  const results = await measure(asked, directory);
  const command = `npm run bench -- produce ${args.join(' ')}`.trim();
  const text = `${describeMachine(command)}\n\n${paddingReport(results)}`;
  console.log(`\n${text}`);
  if (asked.write) writeSection(asked.section, isSet(asked) ? oneLevelDeeper(text) : text);
} finally {
  await cleanUp(directory);
}
