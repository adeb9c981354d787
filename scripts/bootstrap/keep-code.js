/*
 * Starts a broker once and keeps what V8 has compiled for it, so that later starts need not:
 * node scripts/bootstrap/keep-code.js
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE_CACHE_FILE, loadBundle } from '../../packages/odradek/bin/load-bundle.js';

const directory = mkdtempSync(join(tmpdir(), 'odradek-build-'));
const { main, script } = loadBundle();
const log = console.log;
// The first line says that the broker is ready.
console.log = () => {
  console.log = () => {};
  process.kill(process.pid, 'SIGTERM');
};
await main(['start', '--data', directory, '--listen', '127.0.0.1:0']);
console.log = log;
rmSync(directory, { recursive: true });
writeFileSync(CODE_CACHE_FILE, script.createCachedData());
