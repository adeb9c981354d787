/*
 * How long a broker with many partitions takes to stop, to start, and to start after it was killed,
 * each until it has answered the metadata of all topics and a Fetch; and how much memory it has then.
 *
 *   npm run bench -- partitions [TOPICS] [ROUNDS]
 *
 * Each topic has ten partitions, one of them with a record.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  createTopics,
  produceToEach,
  untilAllHaveLeaders,
  untilFetched,
} from './partition-requests.ts';
import { RawConnection } from './raw-connection.ts';

const BIN = fileURLToPath(new URL('../../../odradek/bin/odradek.js', import.meta.url));
const [TOPICS = 1000, ROUNDS = 3] = process.argv.slice(2).map(Number);
const PORT = 29_393;
const ADDRESS = `127.0.0.1:${PORT}`;
const PARTITIONS_PER_TOPIC = 10;
const CREATED_AT_ONCE = 100;
const names: readonly string[] = Array.from({ length: TOPICS }, (_, index) => `topic-${index}`);

function start(directory: string): ChildProcess {
  const args = [BIN, 'start', '--data', directory, '--listen', ADDRESS];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function stop(broker: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const began = performance.now();
  const ended = once(broker, 'exit');
  broker.kill(signal);
  await ended;
  return performance.now() - began;
}

function residentMebibytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Of one start: when it has answered what, since its process began. */
interface Start {
  readonly listensMs: number;
  readonly metadataMs: number;
  readonly fetchMs: number;
}

async function answers(began: number): Promise<Start> {
  const connection = await RawConnection.openSoon(ADDRESS);
  const listensMs = performance.now() - began;
  await untilAllHaveLeaders(connection, TOPICS * PARTITIONS_PER_TOPIC);
  const metadataMs = performance.now() - began;
  await untilFetched(connection, names[names.length >> 1] ?? '');
  const fetchMs = performance.now() - began;
  connection.close();
  return { listensMs, metadataMs, fetchMs };
}

async function fill(): Promise<void> {
  const connection = await RawConnection.openSoon(ADDRESS);
  for (let first = 0; first < TOPICS; first += CREATED_AT_ONCE) {
    await createTopics(
      connection,
      names.slice(first, first + CREATED_AT_ONCE),
      PARTITIONS_PER_TOPIC,
    );
  }
  await untilAllHaveLeaders(connection, TOPICS * PARTITIONS_PER_TOPIC);
  await produceToEach(connection, names);
  connection.close();
}

function show(name: string, text: string): void {
  console.log(`${name.padEnd(24)} ${text}`);
}

function showStart(
  name: string,
  { listensMs, metadataMs, fetchMs }: Start,
  mebibytes: number,
): void {
  show(
    name,
    `listens ${listensMs.toFixed(0)} ms, Metadata ${metadataMs.toFixed(0)} ms, ` +
      `Fetch ${fetchMs.toFixed(0)} ms, ${mebibytes.toFixed(0)} MiB resident`,
  );
}

async function measure(directory: string): Promise<void> {
  let broker = start(directory);
  let began = performance.now();
  await fill();
  show('created and filled', `${(performance.now() - began).toFixed(0)} ms`);
  show('resident', `${residentMebibytes(broker).toFixed(0)} MiB`);
  show('stop', `${(await stop(broker, 'SIGTERM')).toFixed(0)} ms`);
  began = performance.now();
  broker = start(directory);
  showStart('start', await answers(began), residentMebibytes(broker));
  show('stop, little opened', `${(await stop(broker, 'SIGTERM')).toFixed(0)} ms`);
  broker = start(directory);
  const connection = await RawConnection.openSoon(ADDRESS);
  await produceToEach(connection, names);
  connection.close();
  show('resident, all opened', `${residentMebibytes(broker).toFixed(0)} MiB`);
  await stop(broker, 'SIGKILL');
  began = performance.now();
  broker = start(directory);
  showStart('start after kill -9', await answers(began), residentMebibytes(broker));
  await stop(broker, 'SIGTERM');
}

console.log(
  `Node ${process.versions.node}, ${TOPICS} topics of ${PARTITIONS_PER_TOPIC} partitions`,
);
for (let round = 0; round < ROUNDS; round++) {
  const directory = mkdtempSync(join(tmpdir(), 'odradek-bench-partitions-'));
  await measure(directory);
  rmSync(directory, { recursive: true });
}
