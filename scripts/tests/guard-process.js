import { Worker } from 'node:worker_threads';

const WATCH = `
  const { workerData } = require('node:worker_threads');
  setTimeout(() => {
    require('node:fs').writeSync(2, 'The tests did not end in ' + workerData + ' ms.\\n');
    process.kill(process.pid, 'SIGKILL');
  }, workerData);
`;

/**
 * Kills the process after a time, even if a test never gives the event loop back.
 *
 * @param {number} processMs
 */
export function watchProcess(processMs) {
  new Worker(WATCH, { eval: true, workerData: processMs }).unref();
}

/** Fails the process if a test ends it: the tests after that one were not run. */
export function guardExit() {
  let drained = false;
  process.once('beforeExit', () => {
    drained = true;
  });
  process.once('exit', () => {
    if (drained) return;
    console.error(
      'The process ended before its tests did: one called process.exit or left a handle open.',
    );
    process.exitCode = 1;
  });
}
