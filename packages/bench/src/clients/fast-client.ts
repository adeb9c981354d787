import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { outputOf } from '../load/run-program.ts';
import type { ClientRun } from './client-run.ts';

const SOURCES = fileURLToPath(new URL('../../native/fast-client', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../../.cache/bench', import.meta.url));
const PROGRAM = join(CACHE, 'fast-client');

/** Builds the client in Go, the first time with modules from their proxy. Throws if it cannot be. */
export function buildFastClient(): void {
  mkdirSync(CACHE, { recursive: true });
  const { status } = spawnSync('go', ['build', '-o', PROGRAM, '.'], {
    cwd: SOURCES,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The client in Go needs go 1.26 or later; see above.');
}

/** Runs the client in Go: `produce` or `consume`, and its flags. */
export async function runFastClient(
  command: 'produce' | 'consume',
  flags: Readonly<Record<string, string | number | boolean>>,
): Promise<ClientRun> {
  const args = Object.entries(flags).map(([name, value]) => `-${name}=${value}`);
  const found = JSON.parse(await outputOf(PROGRAM, [command, ...args])) as FastClientOutput;
  const { recordsPerSecond, requestBytes, requestMs } = found;
  return { recordsPerSecond, requestBytes, p50Ms: requestMs.p50, p99Ms: requestMs.p99 };
}

interface FastClientOutput {
  readonly recordsPerSecond: number;
  readonly requestBytes: number;
  readonly requestMs: { readonly p50: number; readonly p99: number };
}
