/*
 * How long a broker takes until it answers ApiVersions, from the beginning of its process, and how
 * much memory it has then; beside it an empty program, which is what Node itself takes:
 *
 *   npm run build && node packages/bench/dist/start/measure-start.js [ROUNDS]
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../odradek/bin/odradek.js', import.meta.url));
const ROUNDS = Number(process.argv[2] ?? 21);
const PORT = 29_392;
/** ApiVersions version 0, without a client id. */
const API_VERSIONS: Buffer = Buffer.from('0000000a' + '0012' + '0000' + '00000001' + 'ffff', 'hex');
const SETTLE_MS = 300;

/** What one start took. */
interface Start {
  readonly readyMs: number;
  readonly residentMebibytes: number;
}

/** Resolves when the broker has answered; until it listens the attempts are repeated. */
function untilAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(PORT, '127.0.0.1', () => socket.write(API_VERSIONS));
    socket.on('error', () => setTimeout(() => resolve(untilAnswer()), 1));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });
}

async function measureStart(directory: string): Promise<Start> {
  const args = [BIN, 'start', '--data', directory, '--listen', `127.0.0.1:${PORT}`];
  const began = performance.now();
  const broker: ChildProcess = spawn(process.execPath, args, { stdio: 'ignore' });
  await untilAnswer();
  const readyMs = performance.now() - began;
  await sleep(SETTLE_MS);
  const status = readFileSync(`/proc/${broker.pid}/status`, 'utf8');
  const residentMebibytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  const ended = once(broker, 'exit');
  broker.kill('SIGTERM');
  await ended;
  return { readyMs, residentMebibytes };
}

function emptyProgramMs(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const directory = mkdtempSync(join(tmpdir(), 'odradek-bench-start-'));
const starts: Start[] = [];
const empty: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  empty.push(emptyProgramMs());
  starts.push(await measureStart(directory));
}
rmSync(directory, { recursive: true });
const readyMs = starts.map((start) => start.readyMs);
const [least, most] = [Math.min(...readyMs), Math.max(...readyMs)];
const resident = median(starts.map(({ residentMebibytes }) => residentMebibytes));
console.log(`Node ${process.versions.node}, ${ROUNDS} rounds`);
console.log(
  `ready     ${median(readyMs).toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`,
);
console.log(`node -e 0 ${median(empty).toFixed(0)} ms`);
console.log(`resident  ${resident.toFixed(0)} MiB`);
