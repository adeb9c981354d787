import { assert, type KafkaError, type Offset } from '@odradek/base';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, isRefusal, parentOf } from '../ports/file-system.ts';
import type { ProducerBefore } from '../producer-state/producer-states.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { Durability } from './durability.ts';
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

/** Appends of one segment that are written together. */
export interface AppendGroup {
  readonly segment: Segment;
  readonly appends: readonly PendingAppend[];
  readonly buffers: readonly Buffer[];
  /** How many bytes the buffers have. */
  readonly byteLength: number;
}

/** What an `AppendQueue` needs. */
export interface AppendQueueOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  /** Once the directory has failed, nothing is durable any more. */
  readonly failures: LogDirFailureChannel;
  /** Makes durable what was written to a segment. */
  readonly durability: Durability;
  /** Makes durable what must be before the file of a segment is there, such as its folder. */
  readonly prepareSegment: (segment: Segment) => Promise<void>;
  /** Whether `prepareWrite` has something to do. */
  readonly needsPreparation: () => boolean;
  /** Makes durable what must be before something is written to a segment whose file is there. */
  readonly prepareWrite: () => Promise<void>;
  /** Called when appends are durable, in the order of the log. */
  readonly onDurable: (appends: readonly PendingAppend[]) => void;
  /**
   * There was no room for the first of these appends, or its file could not be opened or created:
   * nothing of them is in the log, nor of any other that is not durable. They are forgotten; others
   * may be added.
   */
  readonly onRefused: (cause: unknown, appends: readonly PendingAppend[]) => void;
  /** Something could not be written, and these appends never will be; may come again for others. */
  readonly onFailed: (cause: unknown, appends: readonly PendingAppend[]) => void;
}

/** How many bytes wait to be durable at most after they were written, unless one batch has more. */
export const UNSYNCED_BYTES_MAX: number = 16 * 1024 * 1024;
/** Up to so many bytes are written at once: handing them to another thread would take longer. */
const WRITTEN_AT_ONCE_MAX: number = 64 * 1024;

/**
 * Writes the appends of a log to their segments, in order, and follows them until they are durable:
 * one write for all that one turn of the event loop has brought for a segment.
 *
 * What was written waits for its durability while more is written behind it, but for two things. The
 * file of the next segment is created when everything before it is durable, so that only the last file
 * can end in a torn batch. And a write that found no room is taken back when everything before it is
 * durable. The name of a file is durable before something is written to it.
 *
 * A write or sync that failed is never tried again: the pages may be marked clean. A file that cannot
 * be opened or created, such as with too many open files, or has no room is no such failure: the
 * segment is cut where its durable batches end, and everything can be done again from its beginning.
 */
export class AppendQueue {
  private readonly options: AppendQueueOptions;
  private waiting: PendingAppend[] = [];
  private flushing: Promise<void> | undefined;
  private isScheduled = false;
  /** What was written, and is not known to be durable, in order. */
  private written: AppendGroup[] = [];
  private writtenBytes = 0;
  private onWrittenDurable: (() => void)[] = [];
  private hasFailed = false;
  private readonly stopListening: () => void;

  constructor(options: AppendQueueOptions) {
    this.options = options;
    this.stopListening = options.failures.onFailure((error) => this.fail(error));
  }

  /** Adds an append; it is written at the end of this turn of the event loop, or later. */
  add(append: PendingAppend): void {
    this.waiting.push(append);
    if (this.isScheduled || this.flushing !== undefined) return;
    this.isScheduled = true;
    this.options.endOfTurn(this.begin);
  }

  /** Resolves when nothing waits any more, because it is durable or has failed. */
  async drain(): Promise<void> {
    while (this.isBusy) {
      await this.flushing;
      if (this.isBusy) await new Promise<void>((resolve) => this.onWrittenDurable.push(resolve));
    }
  }

  private get isBusy(): boolean {
    return this.waiting.length > 0 || this.written.length > 0 || this.flushing !== undefined;
  }

  /** Nothing is added any more. */
  close(): void {
    this.stopListening();
  }

  private readonly begin = (): void => {
    this.isScheduled = false;
    // What is being flushed or refused takes along what comes behind it: nothing may pass it.
    while (this.waiting.length > 0 && this.flushing === undefined) {
      const group = this.hasRoom ? this.takeWaiting() : undefined;
      if (group === undefined || !this.tryWriteNow(group)) this.flushing = this.flush(group);
    }
  };

  private get hasRoom(): boolean {
    return this.writtenBytes < UNSYNCED_BYTES_MAX;
  }

  /** What cannot be done at once. */
  private async flush(first?: AppendGroup): Promise<void> {
    if (first !== undefined) await this.write(first);
    while (this.waiting.length > 0 && !this.hasFailed) {
      if (!this.hasRoom) await this.whenNothingIsWritten();
      if (this.waiting.length > 0) await this.write(this.takeWaiting());
    }
    this.flushing = undefined;
    this.wake();
  }

  /** The next appends of one segment, as many as may wait together. */
  private takeWaiting(): AppendGroup {
    const segment = this.waiting[0]?.segment;
    assert(segment !== undefined, 'there is something to write');
    const buffers: Buffer[] = [];
    let byteLength = 0;
    for (const append of this.waiting) {
      const isTooMuch = byteLength + append.bytes.byteLength > UNSYNCED_BYTES_MAX;
      if ((isTooMuch && buffers.length > 0) || append.segment !== segment) break;
      byteLength += append.bytes.byteLength;
      buffers.push(append.bytes);
    }
    const appends = this.waiting;
    this.waiting = buffers.length === appends.length ? [] : appends.splice(buffers.length);
    return { segment, appends, buffers, byteLength };
  }

  /**
   * Writes little at once if nothing is in the way; answers whether it is written, or is being
   * refused, with what waits behind it.
   */
  private tryWriteNow(group: AppendGroup): boolean {
    const { segment, buffers, byteLength } = group;
    const { durability } = this.options;
    if (this.hasFailed || !segment.hasFile || byteLength > WRITTEN_AT_ONCE_MAX) return false;
    if (this.options.needsPreparation() || !durability.isQuick(group, this.written.length > 0)) {
      return false;
    }
    try {
      if (!segment.writeNow(buffers, byteLength)) return false;
    } catch (cause) {
      this.flushing = this.endRefused(group, cause);
      return true;
    }
    this.follow(group);
    return true;
  }

  private async write(group: AppendGroup): Promise<void> {
    const { segment, buffers, byteLength } = group;
    const { prepareWrite, durability } = this.options;
    try {
      if (!segment.hasFile) await this.createFile(segment);
      await prepareWrite();
      await durability.beforeWrite(group, () => this.whenWrittenIsDurable());
      if (byteLength > 0) await segment.write(buffers, byteLength);
      await durability.afterWrite(group, () => this.whenWrittenIsDurable());
    } catch (cause) {
      return this.end(group, cause);
    }
    this.follow(group);
  }

  private async createFile(segment: Segment): Promise<void> {
    await this.whenWrittenIsDurable();
    await this.options.prepareSegment(segment);
    await segment.create();
    await this.options.fileSystem.syncDirectory(parentOf(segment.path));
    segment.hasFile = true;
  }

  /** Calls back when a group that was written is durable, and all before it. */
  private follow(group: AppendGroup): void {
    if (this.hasFailed) {
      this.options.onFailed(this.options.failures.error, group.appends);
      return;
    }
    this.written.push(group);
    this.writtenBytes += group.byteLength;
    this.options.durability.follow(group, this.written.length > 1, this.complete);
  }

  private readonly complete = (group: AppendGroup): void => {
    if (this.hasFailed) return;
    assert(this.written[0] === group, 'appends become durable in the order of the log');
    this.written.shift();
    this.writtenBytes -= group.byteLength;
    for (const append of group.appends) addDurable(append);
    this.options.onDurable(group.appends);
    this.wake();
  };

  private wake(): void {
    if (this.written.length > 0 || this.onWrittenDurable.length === 0) return;
    const resolves = this.onWrittenDurable;
    this.onWrittenDurable = [];
    for (const resolve of resolves) resolve();
  }

  /** Resolves when what was written is durable, or has failed. */
  private async whenNothingIsWritten(): Promise<void> {
    while (this.written.length > 0) {
      await new Promise<void>((resolve) => this.onWrittenDurable.push(resolve));
    }
  }

  /** Rejects if it never will be. */
  private async whenWrittenIsDurable(): Promise<void> {
    await this.whenNothingIsWritten();
    const { error } = this.options.failures;
    if (error !== undefined) throw error;
  }

  private async endRefused(group: AppendGroup, cause: unknown): Promise<void> {
    await this.end(group, cause);
    await this.flush();
  }

  /** The group could not be written. */
  private async end(group: AppendGroup, cause: unknown): Promise<void> {
    const failure = isRefusal(cause) ? await this.cutOff(group.segment) : cause;
    if (this.hasFailed) {
      this.options.onFailed(this.options.failures.error, group.appends);
      return;
    }
    const refused = [...group.appends, ...this.waiting];
    this.waiting = [];
    if (failure === undefined) {
      this.options.onRefused(cause, refused);
    } else {
      this.waiting = refused;
      this.fail(failure);
    }
  }

  /**
   * Takes away what a write without enough room has left behind the durable batches; durably, as the
   * next batch may go to a new segment, and then nobody expects a torn one in this. Answers why that
   * did not go.
   */
  private async cutOff(segment: Segment): Promise<unknown> {
    try {
      await this.whenWrittenIsDurable();
      if (segment.hasFile) await segment.cutOff();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Everything that is not durable never will be, as far as anybody is told. */
  private fail(cause: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    const failed = [...this.written.flatMap(({ appends }) => appends), ...this.waiting];
    this.written = [];
    this.writtenBytes = 0;
    this.waiting = [];
    if (failed.length > 0) this.options.onFailed(cause, failed);
    this.wake();
  }
}

function addDurable({ segment, bytes, aborted }: PendingAppend): void {
  if (bytes.byteLength > 0) segment.addDurable(bytes, 0, bytes.byteLength);
  if (aborted !== undefined) segment.transactionIndex.append(aborted);
}
