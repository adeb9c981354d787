import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bootstrap } from './bootstrap.js';
import { Failure, runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';
import { startArguments } from './start/arguments.js';
import { watchNpm } from './start/parent-watch.js';
import { whatToTry } from './start/what-to-try.js';

const BIN = join(ROOT, 'packages', 'odradek', 'bin', 'odradek.js');

/** @type {import('node:child_process').ChildProcess | undefined} */
let broker;

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  if (broker === undefined) process.exit(128 + constants.signals[signal]);
  // A terminal sends Ctrl-C to the whole group, so the broker has it already.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  broker.kill(signal);
}

/** @param {string} line of the broker */
function printLine(line) {
  console.log(line);
  const hint = whatToTry(line);
  if (hint !== undefined) console.log(hint);
}

function startBroker() {
  if (!existsSync(BIN)) {
    throw new Failure('There is no packages/odradek/bin/odradek.js: check out a complete tree.');
  }
  broker = spawn(process.execPath, [BIN, ...startArguments(process.argv.slice(2))], {
    cwd: ROOT,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  if (broker.stdout !== null) createInterface({ input: broker.stdout }).on('line', printLine);
  broker.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

// First, so that a signal during the start is not lost.
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
process.on('SIGHUP', onSignal);
watchNpm(() => onSignal('SIGTERM'));

await runScript(async () => {
  await bootstrap();
  startBroker();
});
