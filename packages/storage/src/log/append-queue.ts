import type { KafkaError, Offset } from '@odradek/base';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, parentOf } from '../ports/file-system.ts';
import type { Segment } from '../segment/segment.ts';

/** A batch that waits to be written, or to be durable. */
export interface PendingAppend {
  readonly segment: Segment;
  readonly bytes: Buffer;
  /** The offset after its last record. */
  readonly nextOffset: Offset;
  readonly onDurable: (error?: KafkaError) => void;
}

/** What an `AppendQueue` needs. */
export interface AppendQueueOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  /** Makes durable what must be before the file of a segment is there, such as its folder. */
  readonly prepareSegment: (segment: Segment) => Promise<void>;
  /** Called when appends are durable, in the order of the log. */
  readonly onDurable: (appends: readonly PendingAppend[]) => void;
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
 * a torn batch. A write or sync that failed is never tried again: the pages may be marked clean.
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
    while (this.waiting.length > 0 && !this.hasFailed) {
      await this.write(this.takeWaiting());
    }
    this.flushing = undefined;
  }

  /** The next appends, as many as may wait for one sync. */
  private takeWaiting(): readonly PendingAppend[] {
    let bytes = 0;
    let count = 0;
    for (const append of this.waiting) {
      bytes += append.bytes.byteLength;
      if (bytes > UNSYNCED_BYTES_MAX && count > 0) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  /** Calls back outside of the `try`: what a callback throws is no failure of the disk. */
  private async write(appends: readonly PendingAppend[]): Promise<void> {
    try {
      for (const group of bySegment(appends)) await this.writeToSegment(group);
    } catch (error) {
      this.fail(error, appends);
      return;
    }
    for (const { segment, bytes } of appends) segment.addDurable(bytes, 0, bytes.byteLength);
    this.options.onDurable(appends);
  }

  private fail(cause: unknown, appends: readonly PendingAppend[]): void {
    this.hasFailed = true;
    const failed = [...appends, ...this.waiting];
    this.waiting = [];
    this.options.onFailed(cause, failed);
  }

  private async writeToSegment({ segment, appends }: SegmentAppends): Promise<void> {
    const isNew = segment.size === 0;
    if (isNew) await this.options.prepareSegment(segment);
    const file = await (isNew ? segment.create() : segment.file());
    await file.write(
      segment.size,
      appends.map((append) => append.bytes),
    );
    await file.datasync();
    if (isNew) await this.options.fileSystem.syncDirectory(parentOf(segment.path));
  }
}

interface SegmentAppends {
  readonly segment: Segment;
  readonly appends: PendingAppend[];
}

function bySegment(appends: readonly PendingAppend[]): SegmentAppends[] {
  const groups: SegmentAppends[] = [];
  for (const append of appends) {
    const last = groups.at(-1);
    if (last?.segment === append.segment) last.appends.push(append);
    else groups.push({ segment: append.segment, appends: [append] });
  }
  return groups;
}
