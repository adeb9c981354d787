import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { assert } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import type { OnChecked } from '../ports/batch-checker.ts';
import { refuse, type RefusedRecords } from '../validation/validated-records.ts';
import {
  areAlike,
  type CheckedMessage,
  type CheckMessage,
  type CheckOptions,
  READY,
  type SentResult,
} from './check-messages.ts';
import { nodeEndOfTurn } from './end-of-turn.ts';

/** Found by its name: the command line is one file, which lies elsewhere. */
const PROGRAM = '@odradek/storage/check-thread';
/** One message is being worked on while the answer to another comes back. */
const MESSAGES_MAX = 2;
/** How much one message carries, unless one batch alone has more. */
const CARRIED_BYTES_MAX: number = 512 * 1024;
/** A carrier is at least as large, so that most of them serve all messages. */
const CARRIER_BYTES_MIN: number = 128 * 1024;
/** How long a stop waits for what is being checked. */
const CLOSING_MS_MAX = 3_000;

/** A batch to be checked, and who waits for it. */
export interface CheckJob {
  readonly records: Buffer;
  readonly options: CheckOptions;
  readonly onChecked: OnChecked;
  /** Whether nobody is interested any more: it is refused when its turn comes. */
  readonly isAbandoned: () => boolean;
  /** Whether a thread failed with it and others, so that it goes by itself now. */
  readonly isAlone: boolean;
}

/** Of batches that were not checked. */
export const REFUSAL: RefusedRecords = refuse(
  ErrorCode.UNKNOWN_SERVER_ERROR,
  'The record batch was not checked: the thread that does so has failed, or the broker stops.',
);

/** A thread that has ended by itself. */
export interface FailedThread {
  readonly error: Error;
  /** What it was doing: one of these may be why it failed. */
  readonly suspects: readonly CheckJob[];
  /** What it has not begun. */
  readonly jobs: readonly CheckJob[];
  /** Whether it was able to work, or could not even be started. */
  readonly wasReady: boolean;
}

type OnThreadFailed = (failed: FailedThread) => void;

/**
 * One thread that checks batches. What is asked of it in a turn of the event loop goes there together,
 * since a message costs as much as the checks of some batches.
 */
export class CheckThread {
  /** How many bytes wait for this thread, or are being checked by it. */
  bytesWaiting = 0;
  private readonly onFailed: OnThreadFailed;
  private isReady = false;
  private readonly worker: Worker;
  private waiting: CheckJob[] = [];
  /** What each message that is under way carries, in their order. */
  private readonly underWay: CheckJob[][] = [];
  private readonly carriers: ArrayBuffer[] = [];
  private isFlushing = false;
  private onIdle: (() => void) | undefined;

  constructor(onFailed: OnThreadFailed) {
    this.onFailed = onFailed;
    const program = createRequire(import.meta.url).resolve(PROGRAM);
    // Nothing that was asked of the main thread's Node, such as modules to load first, is meant for it.
    this.worker = new Worker(program, { execArgv: [] });
    this.worker.unref();
    this.worker.on('message', (message: CheckedMessage | typeof READY) => {
      if (message === READY) this.isReady = true;
      else this.onAnswer(message);
    });
    this.worker.on('error', (error) => this.fail(error));
  }

  /** Takes a job, whose result comes in a later turn. */
  add(job: CheckJob): void {
    this.bytesWaiting += job.records.byteLength;
    this.waiting.push(job);
    if (this.isFlushing) return;
    this.isFlushing = true;
    nodeEndOfTurn(() => {
      this.isFlushing = false;
      this.flush();
    });
  }

  /** Ends the thread when it has done all of its jobs that somebody waits for, or after some seconds. */
  async close(): Promise<void> {
    this.worker.ref();
    this.refuseAbandoned();
    if (this.bytesWaiting > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CLOSING_MS_MAX);
        this.onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await this.worker.terminate();
  }

  /** Whoever has gone must not keep others waiting, nor memory. */
  private refuseAbandoned(): void {
    const abandoned: CheckJob[] = [];
    const wanted: CheckJob[] = [];
    for (const job of this.waiting) (job.isAbandoned() ? abandoned : wanted).push(job);
    this.waiting = wanted;
    for (const job of abandoned) this.end(job, REFUSAL);
  }

  private flush(): void {
    this.refuseAbandoned();
    while (this.waiting.length > 0 && this.underWay.length < MESSAGES_MAX) {
      const jobs = this.takeJobs();
      const message = this.carry(jobs);
      this.underWay.push(jobs);
      this.worker.postMessage(message, [message.carrier]);
    }
  }

  /** As many of those who wait as one message carries; one at least. */
  private takeJobs(): CheckJob[] {
    let bytes = 0;
    let count = 0;
    for (const { records, isAlone } of this.waiting) {
      bytes += records.byteLength;
      if (count > 0 && (isAlone || bytes > CARRIED_BYTES_MAX)) break;
      count++;
      if (isAlone) break;
    }
    return this.waiting.splice(0, count);
  }

  private carry(jobs: readonly CheckJob[]): CheckMessage {
    const batchBytes = jobs.map(({ records }) => records.byteLength);
    const carrier = this.takeCarrier(batchBytes.reduce((sum, bytes) => sum + bytes, 0));
    const target = Buffer.from(carrier);
    let at = 0;
    for (const { records } of jobs) at += records.copy(target, at);
    const now = jobs.map(({ options }) => options.now);
    return { carrier, batchBytes, now, ...withoutRepeating(jobs) };
  }

  private takeCarrier(bytes: number): ArrayBuffer {
    const carrier = this.carriers.pop();
    if (carrier !== undefined && carrier.byteLength >= bytes) return carrier;
    return new ArrayBuffer(Math.max(bytes, CARRIER_BYTES_MIN));
  }

  private onAnswer({ carrier, results }: CheckedMessage): void {
    if (carrier.byteLength <= CARRIED_BYTES_MAX) this.carriers.push(carrier);
    const jobs = this.underWay.shift() ?? [];
    // Before those who wait are told: it works while they append.
    this.flush();
    for (const [index, job] of jobs.entries()) {
      const result = results[index];
      assert(result !== undefined, 'each batch has its result');
      this.end(job, received(job, result));
    }
  }

  private end({ records, onChecked }: CheckJob, result: Parameters<OnChecked>[0]): void {
    this.bytesWaiting -= records.byteLength;
    onChecked(result);
    if (this.bytesWaiting === 0) this.onIdle?.();
  }

  private fail(error: Error): void {
    const [suspects = [], ...others] = this.underWay.splice(0);
    const jobs = [...others.flat(), ...this.waiting.splice(0)];
    this.bytesWaiting = 0;
    this.onFailed({ error, suspects, jobs, wasReady: this.isReady });
    this.onIdle?.();
  }
}

function withoutRepeating(
  jobs: readonly CheckJob[],
): Pick<CheckMessage, 'options' | 'optionsIndex'> {
  const options: CheckOptions[] = [];
  const optionsIndex = jobs.map((job) => {
    const last = options.at(-1);
    if (last === undefined || !areAlike(last, job.options)) options.push(job.options);
    return options.length - 1;
  });
  return { options, optionsIndex };
}

function received({ records }: CheckJob, result: SentResult): Parameters<OnChecked>[0] {
  if (typeof result === 'number') {
    const batchBytes = records.byteLength;
    return { type: 'checked', batchBytes, maxTimestamp: result, rebuilt: undefined };
  }
  if (result.type === 'refused') return result;
  const { rebuilt } = result;
  if (rebuilt === undefined) return { ...result, rebuilt };
  const { buffer, byteOffset, byteLength } = rebuilt;
  return { ...result, rebuilt: Buffer.from(buffer, byteOffset, byteLength) };
}
