import { availableParallelism } from 'node:os';

import { assert } from '@odradek/base';

import type { BatchChecker, OnChecked } from '../ports/batch-checker.ts';
import { checkProducedRecords } from '../validation/log-validator.ts';
import type { LogValidatorOptions } from '../validation/validation-options.ts';
import { type CheckJob, CheckThread, type FailedThread, REFUSAL } from './check-thread.ts';
import { nodeEndOfTurn } from './end-of-turn.ts';

/** One core is for the event loop. */
const THREADS_MAX: number = Math.max(1, Math.min(4, availableParallelism() - 1));
/** With more than this waiting for each of the threads another one is started. */
const BYTES_OF_THREAD: number = 128 * 1024;

/** How threads are used. */
export interface CheckThreadsOptions {
  /** How many there may be; the default is one less than there are cores, 1 to 4. */
  readonly threadsMax?: number;
  /** Takes what the operator should know. */
  readonly report: (message: string) => void;
}

/**
 * Checks batches in threads, which are started when they are needed: a broker that gets nothing
 * compressed has none. A thread that fails is replaced. One of the batches that it was checking may be
 * why: they are checked again one by one, and the one with which a thread fails alone is refused. Where
 * no thread can be started, batches are checked at the end of the turn.
 */
export class CheckThreads implements BatchChecker {
  private readonly threadsMax: number;
  private readonly report: (message: string) => void;
  private readonly threads = new Set<CheckThread>();
  private canStart = true;
  private isClosed = false;

  constructor({ threadsMax = THREADS_MAX, report }: CheckThreadsOptions) {
    this.threadsMax = threadsMax;
    this.report = report;
  }

  check(
    records: Buffer,
    options: LogValidatorOptions,
    onChecked: OnChecked,
    isAbandoned: () => boolean = never,
  ): void {
    const { request: _, inflatedBytesHere: __, ...sent } = options;
    this.add({ records, options: sent, onChecked, isAbandoned, isAlone: false });
  }

  private add(job: CheckJob): void {
    if (this.isClosed) nodeEndOfTurn(() => job.onChecked(REFUSAL));
    else if (this.canStart) this.threadFor().add(job);
    else nodeEndOfTurn(() => checkHere(job));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.threads].map((thread) => thread.close()));
    this.threads.clear();
  }

  /** The one with the least to do. */
  private threadFor(): CheckThread {
    let found: CheckThread | undefined;
    for (const thread of this.threads) {
      if (found === undefined || thread.bytesWaiting < found.bytesWaiting) found = thread;
    }
    const isEnough = this.threads.size >= this.threadsMax;
    if (found !== undefined && (isEnough || found.bytesWaiting < BYTES_OF_THREAD)) return found;
    const thread: CheckThread = new CheckThread((failed) => this.onFailed(thread, failed));
    this.threads.add(thread);
    return thread;
  }

  private onFailed(thread: CheckThread, failed: FailedThread): void {
    const { error, suspects, jobs, wasReady } = failed;
    this.threads.delete(thread);
    const reason = error.stack ?? error.message;
    if (wasReady) {
      this.report(`A thread that checks record batches has failed: ${reason}`);
      // A lone one may have been done, and its answer on the way: it is refused the second time.
      for (const job of suspects) {
        if (job.isAlone) job.onChecked(REFUSAL);
        else this.add({ ...job, isAlone: true });
      }
      for (const job of jobs) this.add(job);
      return;
    }
    this.canStart = false;
    this.report(
      'No thread can be started to check record batches: the event loop does it, and everybody ' +
        `waits for compressed ones. ${reason}`,
    );
    for (const job of [...suspects, ...jobs]) checkHere(job);
  }
}

function never(): boolean {
  return false;
}

function checkHere({ records, options, onChecked }: CheckJob): void {
  const result = checkProducedRecords(records, options);
  assert(result.type !== 'unchecked', 'nothing bounds what is inflated');
  onChecked(result);
}
