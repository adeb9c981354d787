import type { Offset } from '@odradek/base';
import {
  baseOffsetAt,
  isCrcValid,
  lastOffsetAt,
  lastOffsetDeltaAt,
  magicAt,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
} from '@odradek/protocol';

import type { File } from '../ports/file-system.ts';

/** Which part of a segment is walked, and how closely it is looked at. */
export interface BatchScanOptions {
  readonly file: File;
  /** Where the first batch begins. */
  readonly position: number;
  /** Where the bytes end, in the file. */
  readonly end: number;
  /** The offset that the first batch must have; the default is any. */
  readonly baseOffset?: Offset | undefined;
  /** From which offset on batches are read whole and their checksums compared; the default is none. */
  readonly verifyFrom?: Offset;
  /** Whether offsets may be missing between batches; the default is `false`. */
  readonly mayHaveGaps?: boolean;
  /** How many bytes are read at a time; larger batches take larger reads. */
  readonly chunkBytes?: number;
}

const CHUNK_BYTES_DEFAULT = 64 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Walks the batches of a segment file, from one header to the next. `next` stops where the bytes
 * end or where what follows is no batch; `fault` then says why.
 */
export class BatchScan {
  /** Where the batch begins in the file; once stopped, where the whole batches end. */
  position: number;
  /** The size of the batch, header included. */
  size = 0;
  /** What is loaded; the batch, or without verification at least its header, begins at `at`. */
  bytes: Buffer = NOTHING;
  at = 0;
  /** Why the walk stopped before the end. */
  fault: string | undefined;
  private readonly options: BatchScanOptions;
  private bytesPosition = 0;
  /** The offset that the next batch must have. */
  private nextOffset: Offset | undefined;

  constructor(options: BatchScanOptions) {
    this.options = options;
    this.position = options.position;
    this.nextOffset = options.baseOffset;
  }

  /** Moves to the next batch; `false` if there is none. */
  async next(): Promise<boolean> {
    const position = this.position + this.size;
    this.position = position;
    this.size = 0;
    const left = this.options.end - position;
    if (left === 0 || this.fault !== undefined) return false;
    if (left < RECORD_BATCH_OVERHEAD) {
      return this.stop(`${left} bytes follow, less than a header`);
    }
    await this.load(position, RECORD_BATCH_OVERHEAD);
    const fault = this.headerFault(left);
    if (fault !== undefined) return this.stop(fault);
    const size = sizeInBytesAt(this.bytes, this.at);
    if (lastOffsetAt(this.bytes, this.at) >= (this.options.verifyFrom ?? Infinity)) {
      await this.load(position, size);
      if (!isCrcValid(this.bytes, this.at)) return this.stop('its checksum is wrong');
    }
    this.nextOffset = lastOffsetAt(this.bytes, this.at) + 1;
    this.size = size;
    return true;
  }

  /** The whole batch, a view of what is loaded. */
  async batch(): Promise<Buffer> {
    await this.load(this.position, this.size);
    return this.bytes.subarray(this.at, this.at + this.size);
  }

  private stop(fault: string): false {
    this.fault = fault;
    return false;
  }

  private headerFault(left: number): string | undefined {
    const magic = magicAt(this.bytes, this.at);
    const size = sizeInBytesAt(this.bytes, this.at);
    const baseOffset = baseOffsetAt(this.bytes, this.at);
    if (magic !== RECORD_BATCH_MAGIC) return `its magic is ${magic}, not 2`;
    if (size < RECORD_BATCH_OVERHEAD) return `its size is ${size}, less than a header`;
    if (size > left) return `its size is ${size} and ${left} bytes follow`;
    const missing = baseOffset - (this.nextOffset ?? baseOffset);
    if (missing < 0 || (missing > 0 && this.options.mayHaveGaps !== true)) {
      return `its base offset is ${baseOffset}, not ${this.nextOffset}`;
    }
    const lastOffsetDelta = lastOffsetDeltaAt(this.bytes, this.at);
    return lastOffsetDelta < 0 ? `its last offset delta is ${lastOffsetDelta}` : undefined;
  }

  /** Makes sure that `length` bytes from `position` on are loaded; they are within the file. */
  private async load(position: number, length: number): Promise<void> {
    this.at = position - this.bytesPosition;
    if (this.at + length <= this.bytes.byteLength) return;
    const { file, end, chunkBytes = CHUNK_BYTES_DEFAULT } = this.options;
    this.bytes = await file.read(position, Math.min(Math.max(length, chunkBytes), end - position));
    this.bytesPosition = position;
    this.at = 0;
    if (this.bytes.byteLength < length) this.shortRead(position, length);
  }

  private shortRead(position: number, length: number): never {
    throw new Error(
      `the file ends at ${position + this.bytes.byteLength}, before ${position + length}`,
    );
  }
}
