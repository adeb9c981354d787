import { assert, type KafkaError, type Offset } from '@odradek/base';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type File, type FileSystem, isRefusal, parentOf } from '../ports/file-system.ts';
import type { ProducerBefore } from '../producer-state/producer-states.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { LogDirFailureChannel } from './log-dir-failure-channel.ts';

/** A batch that waits to be written, or to be durable. */
export interface PendingAppend {
  readonly segment: Segment;
  /** Nothing, if only the file of the segment is wanted. */
  readonly bytes: Buffer;
  /** The offset after its last record. */
  readonly nextOffset: Offset;
  /** What was known of its producer before, if it has one: to take the append back. */
  readonly producerBefore: ProducerBefore | undefined;
  /** The transaction that it aborts, if it is a marker that does. */
  readonly aborted: AbortedTransaction | undefined;
  readonly onDurable: (error?: KafkaError) => void;
}

/** What an `AppendQueue` needs. */
export interface AppendQueueOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  /** Once the directory has failed, nothing is durable any more. */
  readonly failures: LogDirFailureChannel;
  /** Makes durable what must be before the file of a segment is there, such as its folder. */
  readonly prepareSegment: (segment: Segment) => Promise<void>;
  /** Makes durable what must be before these are written to a segment whose file is there. */
  readonly prepareWrite: (appends: readonly PendingAppend[]) => Promise<void>;
  /** Called when appends are durable, in the order of the log. */
  readonly onDurable: (appends: readonly PendingAppend[]) => void;
  /**
   * There was no room for the first of these appends, or its file could not be opened or created:
   * nothing of them is in the log, nor of any other that is not durable. They are forgotten; others
   * may be added.
   */
  readonly onRefused: (cause: unknown, appends: readonly PendingAppend[]) => void;
  /** Called at most once: something could not be written, and these appends never will be. */
  readonly onFailed: (cause: unknown, appends: readonly PendingAppend[]) => void;
}

/** How many bytes wait for one sync at most, unless a single batch has more. */
export const UNSYNCED_BYTES_MAX: number = 16 * 1024 * 1024;

/**
 * Writes the appends of a log and makes them durable together: one write and one sync for each
 * segment, at most one of them under way, the next one for everything that came meanwhile.
 *
 * A segment is synced before the file of the next one is created, so only the last file can end in
 * a torn batch. The name of a file is durable before something is written to it. A write or sync
 * that failed is never tried again: the pages may be marked clean. A file that cannot be opened or
 * created, such as with too many open files, or has no room is no such failure: the segment is cut
 * where its durable batches end, and everything can be done again from its beginning.
 */
export class AppendQueue {
  private readonly options: AppendQueueOptions;
  private waiting: PendingAppend[] = [];
  private flushing: Promise<void> | undefined;
  private hasFailed = false;

  constructor(options: AppendQueueOptions) {
    this.options = options;
  }

  /** Adds an append; it is written at the end of this turn of the event loop, or later. */
  add(append: PendingAppend): void {
    this.waiting.push(append);
    this.flushing ??= new Promise((resolve, reject) => {
      this.options.endOfTurn(() => {
        this.flush().then(resolve, reject);
      });
    });
  }

  /** Resolves when nothing waits any more, because it is durable or has failed. */
  async drain(): Promise<void> {
    while (this.flushing !== undefined) await this.flushing;
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0 && !this.hasFailed) await this.write(this.takeWaiting());
    this.flushing = undefined;
  }

  /** The next appends of one segment, as many as may wait for one sync. */
  private takeWaiting(): readonly PendingAppend[] {
    const segment = this.waiting[0]?.segment;
    let bytes = 0;
    let count = 0;
    for (const append of this.waiting) {
      bytes += append.bytes.byteLength;
      const isTooMuch = bytes > UNSYNCED_BYTES_MAX && count > 0;
      if (isTooMuch || append.segment !== segment) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  /** Calls back outside of the `try`: what a callback throws is no failure of the disk. */
  private async write(appends: readonly PendingAppend[]): Promise<void> {
    const outcome = this.unlessFailed(await this.tryWrite(appends));
    if (outcome.type === 'durable') {
      for (const append of appends) addDurable(append);
      this.options.onDurable(appends);
      return;
    }
    const failed = [...appends, ...this.waiting];
    this.waiting = [];
    if (outcome.type === 'refused') {
      this.options.onRefused(outcome.cause, failed);
    } else {
      this.hasFailed = true;
      this.options.onFailed(outcome.cause, failed);
    }
  }

  /** Nothing is durable any more once the directory has failed, be it in this moment. */
  private unlessFailed(outcome: WriteOutcome): WriteOutcome {
    const { error: cause } = this.options.failures;
    return cause === undefined ? outcome : { type: 'failed', cause };
  }

  private async tryWrite(appends: readonly PendingAppend[]): Promise<WriteOutcome> {
    const segment = appends[0]?.segment;
    assert(segment !== undefined, 'there is something to write');
    let file: File | undefined;
    try {
      file = await this.openSegment(segment, appends);
      const buffers = appends.map((append) => append.bytes);
      await file.write(segment.size, buffers);
      await file.datasync();
      return { type: 'durable' };
    } catch (cause) {
      if (!isRefusal(cause)) return { type: 'failed', cause };
      return this.cutOff(segment, file, cause);
    }
  }

  /**
   * Takes away what a write without enough room has left behind the durable batches; durably, as the
   * next batch may go to a new segment, and then nobody expects a torn one in this.
   */
  private async cutOff(
    segment: Segment,
    file: File | undefined,
    cause: unknown,
  ): Promise<WriteOutcome> {
    try {
      await file?.truncate(segment.size);
      await file?.datasync();
      return { type: 'refused', cause };
    } catch (error) {
      return { type: 'failed', cause: error };
    }
  }

  private async openSegment(segment: Segment, appends: readonly PendingAppend[]): Promise<File> {
    const isNew = !segment.hasFile;
    if (isNew) await this.options.prepareSegment(segment);
    const file = await (isNew ? segment.create() : segment.file());
    if (isNew) await this.options.fileSystem.syncDirectory(parentOf(segment.path));
    segment.hasFile = true;
    await this.options.prepareWrite(appends);
    return file;
  }
}

function addDurable({ segment, bytes, aborted }: PendingAppend): void {
  if (bytes.byteLength > 0) segment.addDurable(bytes, 0, bytes.byteLength);
  if (aborted !== undefined) segment.transactionIndex.append(aborted);
}

/** What became of some appends. */
type WriteOutcome =
  | { readonly type: 'durable' }
  /** Nothing of them is in the log. */
  | { readonly type: 'refused'; readonly cause: unknown }
  /** Anything may have been written. */
  | { readonly type: 'failed'; readonly cause: unknown };
