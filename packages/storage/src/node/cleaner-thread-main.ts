/*
 * A thread that cleans logs: see `CleanerThreads`.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

import { assert } from '@odradek/base';

import { CleanerThrottle } from '../cleaner/cleaner-throttle.ts';
import { cleanLog } from '../cleaner/cleaning-run.ts';
import { BlockingFileSystem } from './blocking-file-system.ts';
import { type CleanerAnswer, type CleanerRequest, sentError } from './cleaner-messages.ts';

const port = parentPort;
assert(port !== null, 'this is a thread');
const tell = (answer: CleanerAnswer): void => port.postMessage(answer);
let goOn = (): void => {};

async function clean({ job, aborted }: CleanerRequest & { readonly type: 'clean' }): Promise<void> {
  const flag = new Int32Array(aborted);
  const throttle = new CleanerThrottle(job.limits.bytesPerSecond);
  try {
    const result = await cleanLog(job, {
      fileSystem: new BlockingFileSystem(),
      isAborted: () => Atomics.load(flag, 0) !== 0,
      onCleaned: async (group) => {
        const placed = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        tell({ type: 'cleaned', group });
        await placed;
      },
      throttle: async (bytes) => {
        const delayMs = throttle.delayMs(bytes, performance.now());
        // Native packages free their memory only when the turn ends.
        await (delayMs > 0 ? delay(delayMs) : nextTurn());
      },
    });
    tell({ type: 'done', result });
  } catch (error) {
    tell({ type: 'failed', error: sentError(error) });
  }
}

port.on('message', (request: CleanerRequest) => {
  if (request.type === 'clean') void clean(request);
  else goOn();
});
