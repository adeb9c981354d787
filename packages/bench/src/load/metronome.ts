import { Worker } from 'node:worker_threads';

/**
 * What the thread runs: timers of the event loop are exact to a millisecond only, waiting on memory
 * that nobody changes to some hundredths of one.
 */
const BEAT = `
const { parentPort, workerData } = require('node:worker_threads');
const never = new Int32Array(new SharedArrayBuffer(4));
let next = performance.now();
for (;;) {
  next = Math.max(next + workerData.intervalMs, performance.now());
  Atomics.wait(never, 0, 0, Math.max(0, next - performance.now()));
  parentPort.postMessage(0);
}
`;

/** Calls back about every `intervalMs` milliseconds, which may be a fraction of one, until stopped. */
export class Metronome {
  private readonly worker: Worker;

  constructor(intervalMs: number, onBeat: () => void) {
    this.worker = new Worker(BEAT, { eval: true, workerData: { intervalMs } });
    this.worker.on('message', onBeat);
  }

  /** Resolves when nothing is called any more. */
  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
