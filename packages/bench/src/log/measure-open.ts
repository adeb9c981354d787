/*
 * How long a partition of 10 GiB takes to open, and to find records in, with and without its files
 * in the page cache:
 *
 *   npm run bench -- log-open [--dir DIR] [--rounds 10] [--seeks 20] [--delete]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { createOrders } from './create-orders.ts';
import type { OpenRequest, OpenTimes } from './open-process.ts';
import { timestampAt } from './order-records.ts';
import { openLogManager, openOrders } from './orders-log.ts';
import { canDropPageCache, dropPageCache, syncEverything } from './page-cache.ts';

const OPEN = fileURLToPath(new URL('open-process.js', import.meta.url));
const WRITE_BEHIND = fileURLToPath(new URL('write-behind-process.js', import.meta.url));
/** Just less than what brings the recovery point forward. */
const BEHIND_BYTES: number = 63 * 1024 * 1024;

/** Only opens the log, as the first of its process. */
const NOTHING: OpenRequest = { isCold: false, isFirst: true, timestamps: [], offsets: [] };

interface Series {
  readonly name: string;
  readonly values: number[];
}

function openIn(directory: string, request: OpenRequest): OpenTimes {
  const args = [OPEN, directory, JSON.stringify(request)];
  if (request.isCold) dropPageCache();
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The log could not be opened or searched.');
  return JSON.parse(stdout) as OpenTimes;
}

function randomBelow(end: number): number {
  return Math.floor(Math.random() * end);
}

function measureRounds(
  directory: string,
  { rounds, seeks, isCold }: { rounds: number; seeks: number; isCold: boolean },
): readonly Series[] {
  const series = (name: string): Series => ({ name, values: [] });
  const open = series('open');
  const processor = series('open, time of the processor');
  const first = series('open, first log of the process');
  const whole = series('the process from its start until the log is open');
  const timestamp = series('offsetForTimestamp');
  const offset = series('read of the batch at an offset');
  const { logEndOffset } = openIn(directory, NOTHING);
  for (let round = 0; round < rounds; round++) {
    const offsets = Array.from({ length: seeks }, () => randomBelow(logEndOffset));
    // None of those at the end, which may be behind the greatest timestamp.
    const timestamps = offsets.map(() => timestampAt(randomBelow(logEndOffset - 10_000)));
    const alone = openIn(directory, { ...NOTHING, isCold });
    const times = openIn(directory, { isCold, isFirst: false, timestamps, offsets });
    first.values.push(alone.openMs);
    whole.values.push(alone.processMs);
    open.values.push(times.openMs);
    processor.values.push(times.openProcessorMs);
    timestamp.values.push(...times.timestampMs);
    offset.values.push(...times.offsetMs);
  }
  return [open, processor, first, whole, timestamp, offset].filter(
    ({ values }) => values.length > 0,
  );
}

function print(title: string, series: readonly Series[]): void {
  for (const { name, values } of series) {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1);
    console.log(`| ${title} | ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${sorted.length} |`);
  }
}

/** Leaves the log as a writer does that was killed with much behind the recovery point. */
async function writeAndKill(directory: string): Promise<void> {
  const args = [WRITE_BEHIND, directory, String(BEHIND_BYTES)];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  await Promise.race([once(writer.stdout, 'data'), exited]);
  if (writer.exitCode !== null) throw new Error('The writer could not append.');
  writer.kill('SIGKILL');
  await exited;
}

function logEndOffsetOf(directory: string): number {
  return openIn(directory, NOTHING).logEndOffset;
}

/** Takes away what the killed writer appended, and closes the log as a clean stop does. */
async function restore(directory: string, logEndOffset: number): Promise<void> {
  const manager = openLogManager(directory);
  await (await openOrders(manager)).truncateTo(logEndOffset);
  await manager.close();
}

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'odradek-bench-log', 'orders') },
    rounds: { type: 'string', default: '10' },
    seeks: { type: 'string', default: '20' },
    delete: { type: 'boolean', default: false },
  },
});
const { dir } = values;
const [rounds, seeks] = [Number(values.rounds), Number(values.seeks)];
await createOrders(dir);
syncEverything();
const isRoot = canDropPageCache();
const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
console.log(`Node ${process.versions.node}, ${rounds} rounds, load ${load()}\n`);
console.log('| page cache | milliseconds for | median | 95 of 100 | most | times |');
console.log('|---|---|---|---|---|---|');
if (isRoot) print('empty', measureRounds(dir, { rounds, seeks, isCold: true }));
else
  console.error('The page cache can be emptied by root on Linux only: nothing cold is measured.');
print('filled', measureRounds(dir, { rounds, seeks, isCold: false }));
const logEndOffset = logEndOffsetOf(dir);
await writeAndKill(dir);
const unclean = 'after a kill, 63 MiB behind the recovery point';
if (isRoot) print(`empty, ${unclean}`, measureRounds(dir, { rounds, seeks: 0, isCold: true }));
print(`filled, ${unclean}`, measureRounds(dir, { rounds, seeks: 0, isCold: false }));
await restore(dir, logEndOffset);
console.log(`\nload at the end ${load()}`);
if (values.delete) rmSync(dir, { recursive: true });
