/*
 * Starts a broker a few times and keeps what V8 has compiled for it, so that later starts need not:
 * node scripts/bootstrap/keep-code.js
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CODE_CACHE_FILE, loadBundle } from '../../packages/odradek/bin/load-bundle.js';
import { createTopic, produceRecord, readTopic } from './warm-up-requests.js';

const directory = mkdtempSync(join(tmpdir(), 'odradek-build-'));
const stopped = join(directory, 'stopped');
const killed = join(directory, 'killed');
const { main, script } = loadBundle();

/**
 * Starts a broker, lets somebody use it and stops it.
 *
 * @param {string} data
 * @param {(port: number) => Promise<void>} use
 */
async function serve(data, use) {
  const { log } = console;
  /** @type {Promise<void> | undefined} */
  let used;
  // The first line says where the broker is ready.
  console.log = (/** @type {string} */ line) => {
    console.log = () => {};
    used = use(Number(/:(\d+)/.exec(line)?.[1])).finally(() => {
      process.kill(process.pid, 'SIGTERM');
    });
  };
  await main(['start', '--data', data, '--listen', '127.0.0.1:0']);
  console.log = log;
  await used;
}

await serve(stopped, async (port) => {
  await createTopic(port);
  await produceRecord(port);
  await readTopic(port);
  // What a broker leaves that is killed now; the socket is that of this one.
  const filter = (/** @type {string} */ path) => !basename(path).startsWith('.odradek-');
  cpSync(stopped, killed, { recursive: true, filter });
});
await serve(stopped, readTopic);
await serve(killed, readTopic);
rmSync(directory, { recursive: true });
writeFileSync(CODE_CACHE_FILE, script.createCachedData());
