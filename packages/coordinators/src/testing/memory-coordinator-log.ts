import { assert, KafkaError, type Offset } from '@odradek/base';
import {
  baseOffsetAt,
  batchesIn,
  lastOffsetAt,
  lastOffsetDeltaAt,
  setBaseOffset,
} from '@odradek/protocol';

import type {
  CoordinatorLog,
  CoordinatorLogListener,
  CoordinatorLogSource,
} from '../ports/coordinator-log.ts';

const BATCH_BYTES_MAX = 1_048_588;

/**
 * The log of a partition in memory, which lives longer than those who open it. Appends are committed
 * by `commit`.
 */
export class MemoryCoordinatorLog implements CoordinatorLogSource {
  /** What a batch may have. */
  batchBytesMax: number = BATCH_BYTES_MAX;
  /** If set, what appends are refused with. */
  refusal: KafkaError | undefined;
  /** If set, what opening fails with. */
  openError: KafkaError | undefined;
  /** How often it was opened. */
  opened = 0;
  startOffset: Offset = 0;
  endOffset: Offset = 0;
  highWatermark: Offset = 0;
  /** Whether whoever begins may believe that there is nothing, as long as that is so. */
  mayBeKnownEmpty = false;
  private readonly batches: Buffer[] = [];
  private listener: CoordinatorLogListener | undefined;
  private hold: Promise<void> | undefined;
  private endHold: (() => void) | undefined;

  get isEmpty(): boolean {
    return this.mayBeKnownEmpty && this.endOffset === 0;
  }

  /** The whole log as bytes. */
  get bytes(): Buffer {
    return Buffer.concat(this.batches);
  }

  /** How many batches there are. */
  get batchesCount(): number {
    return this.batches.length;
  }

  /** Whether somebody has it open. */
  get isOpen(): boolean {
    return this.listener !== undefined;
  }

  /** Puts batches into the log that somebody else has written, committed. */
  restore(bytes: Buffer): void {
    for (const batch of batchesIn(bytes).batches) {
      this.batches.push(batch);
      this.endOffset = lastOffsetAt(batch, 0) + 1;
    }
    this.highWatermark = this.endOffset;
  }

  /** Lets openings and reads wait until `release`. */
  holdReads(): void {
    this.hold = new Promise((resolve) => {
      this.endHold = resolve;
    });
  }

  release(): void {
    this.hold = undefined;
    this.endHold?.();
  }

  /** Commits what was appended. */
  commit(): void {
    if (this.highWatermark === this.endOffset) return;
    this.highWatermark = this.endOffset;
    this.listener?.onHighWatermark(this.highWatermark);
  }

  /** Fails under whoever has it open; what was not committed is lost. */
  fail(message = 'the disk is gone'): void {
    const { listener } = this;
    this.listener = undefined;
    while (this.endOffset > this.highWatermark) {
      const last = this.batches.pop();
      assert(last !== undefined, 'what is not committed is there');
      this.endOffset = baseOffsetAt(last, 0);
    }
    listener?.onFailure(new KafkaError('KAFKA_STORAGE_ERROR', message));
  }

  async open(listener: CoordinatorLogListener): Promise<CoordinatorLog> {
    this.opened++;
    await this.hold;
    if (this.openError !== undefined) throw this.openError;
    this.listener = listener;
    return new OpenedLog(this, () => {
      if (this.listener === listener) this.listener = undefined;
    });
  }

  append(batch: Buffer): Offset {
    if (this.refusal !== undefined) throw this.refusal;
    const copy = Buffer.from(batch);
    const baseOffset = this.endOffset;
    setBaseOffset(copy, 0, baseOffset);
    this.batches.push(copy);
    this.endOffset += lastOffsetDeltaAt(copy, 0) + 1;
    return baseOffset;
  }

  async read(offset: Offset, bytesMax: number): Promise<Buffer> {
    await this.hold;
    const read: Buffer[] = [];
    let bytes = 0;
    for (const batch of this.batches) {
      const end = lastOffsetAt(batch, 0) + 1;
      if (end <= offset || end > this.highWatermark) continue;
      bytes += batch.byteLength;
      if (read.length > 0 && bytes > bytesMax) break;
      read.push(batch);
    }
    return Buffer.concat(read);
  }
}

/** The log as one has it who has opened it. */
class OpenedLog implements CoordinatorLog {
  private readonly log: MemoryCoordinatorLog;
  readonly close: () => void;

  constructor(log: MemoryCoordinatorLog, close: () => void) {
    this.log = log;
    this.close = close;
  }

  get startOffset(): Offset {
    return this.log.startOffset;
  }

  get endOffset(): Offset {
    return this.log.endOffset;
  }

  get highWatermark(): Offset {
    return this.log.highWatermark;
  }

  get batchBytesMax(): number {
    return this.log.batchBytesMax;
  }

  append(batch: Buffer): Offset {
    return this.log.append(batch);
  }

  read(offset: Offset, bytesMax: number): Promise<Buffer> {
    return this.log.read(offset, bytesMax);
  }
}
