import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { CleaningAborted, type CleaningJob, type CleaningResult } from '../cleaner/cleaning-job.ts';
import type { CleaningObserver, SegmentCleaner } from '../ports/segment-cleaner.ts';
import { type CleanerAnswer, type CleanerRequest, receivedError } from './cleaner-messages.ts';

/** Found by its name: the command line is one file, which lies elsewhere. */
const PROGRAM = '@odradek/storage/cleaner-thread';
const FLAG_BYTES = 4;
/** How often it is looked whether a cleaning is still wanted. */
const LOOK_MS = 50;

/**
 * Cleans segments in threads, each of which reads and writes by itself: the event loop only puts what
 * comes out in its place. There are as many as logs are cleaned at once, and none before the first.
 */
export class CleanerThreads implements SegmentCleaner {
  private readonly idle: CleanerThread[] = [];
  private readonly threads = new Set<CleanerThread>();
  private isClosed = false;

  async clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    if (this.isClosed) throw new CleaningAborted();
    const thread = this.idle.pop() ?? this.start();
    try {
      return await thread.clean(job, {
        onCleaned: observer.onCleaned,
        isAborted: () => this.isClosed || observer.isAborted(),
      });
    } finally {
      if (thread.isReusable && !this.isClosed) this.idle.push(thread);
      else await this.end(thread);
    }
  }

  private start(): CleanerThread {
    const thread = new CleanerThread();
    this.threads.add(thread);
    return thread;
  }

  private async end(thread: CleanerThread): Promise<void> {
    this.threads.delete(thread);
    await thread.terminate();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.threads].map((thread) => thread.whenIdle()));
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
    this.threads.clear();
  }
}

/** One thread, which cleans one log at a time. */
class CleanerThread {
  /** Whether it may clean another log. */
  isReusable = true;
  private readonly worker: Worker;
  private cleaning: Promise<CleaningResult> | undefined;
  private onAnswer: (answer: CleanerAnswer) => void = () => {};
  private onError: (error: Error) => void = () => {};

  constructor() {
    const program = createRequire(import.meta.url).resolve(PROGRAM);
    // Nothing that was asked of the main thread's Node, such as modules to load first, is meant for it.
    this.worker = new Worker(program, { execArgv: [] });
    this.worker.unref();
    this.worker.on('message', (answer: CleanerAnswer) => this.onAnswer(answer));
    this.worker.on('error', (error) => this.onError(error));
    this.worker.on('exit', (code) => this.onError(new Error(`the thread ended with ${code}`)));
  }

  clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    this.cleaning = this.run(job, observer);
    return this.cleaning;
  }

  private async run(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    const aborted = new SharedArrayBuffer(FLAG_BYTES);
    const flag = new Int32Array(aborted);
    const look = setInterval(() => {
      if (observer.isAborted()) Atomics.store(flag, 0, 1);
    }, LOOK_MS);
    look.unref();
    try {
      return await new Promise<CleaningResult>((resolve, reject) => {
        this.onError = (error) => {
          this.isReusable = false;
          reject(error);
        };
        this.onAnswer = (answer) => {
          if (answer.type === 'done') resolve(answer.result);
          else if (answer.type === 'failed') reject(receivedError(answer.error));
          else void this.place(answer, observer, { flag, reject });
        };
        this.tell({ type: 'clean', job, aborted });
      });
    } finally {
      clearInterval(look);
    }
  }

  /** What could not be placed is told to who asked for the cleaning; the thread removes its files. */
  private async place(
    { group }: CleanerAnswer & { readonly type: 'cleaned' },
    { onCleaned }: CleaningObserver,
    { flag, reject }: { readonly flag: Int32Array; readonly reject: (error: unknown) => void },
  ): Promise<void> {
    try {
      await onCleaned(group);
    } catch (error) {
      const { onAnswer } = this;
      this.onAnswer = (answer) => {
        if (answer.type === 'failed') reject(error);
        else onAnswer(answer);
      };
      Atomics.store(flag, 0, 1);
    }
    this.tell({ type: 'go-on' });
  }

  private tell(request: CleanerRequest): void {
    this.worker.postMessage(request);
  }

  async whenIdle(): Promise<void> {
    await Promise.allSettled([this.cleaning]);
  }

  async terminate(): Promise<void> {
    this.isReusable = false;
    await this.worker.terminate();
  }
}
