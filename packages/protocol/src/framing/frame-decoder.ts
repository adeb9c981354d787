import { KafkaError } from '@odradek/base';

import type { FrameMemory } from './frame-memory.ts';
import { FramePieces } from './frame-pieces.ts';
import type { PartialFrame } from './partial-frame.ts';

/** The largest frame that is accepted, and the setting that says so. */
export interface FrameLimit {
  /** Bytes after the size. */
  readonly bytesMax: number;
  /** The name of the setting, for error messages. */
  readonly setting: string;
}

/** Kafka's default limit of requests. */
export const REQUEST_FRAME_LIMIT: FrameLimit = {
  bytesMax: 104_857_600,
  setting: 'socket.request.max.bytes',
};

const SIZE_BYTES = 4;
const NO_BYTES: Buffer = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into frames: `push` what arrives, then take frames with `next` until there
 * is none. Any split of the same bytes gives the same frames. Nothing is allocated for bytes that
 * have not arrived, unless there is a `FrameMemory`, which bounds it.
 *
 * A frame that lies in one chunk is a view of that chunk, without a copy: it lives as long as the
 * chunk, and the chunk must not be written to while the frame is in use. Any other frame has a
 * buffer of its own. Chunks belong to the decoder from `push` on, as long as `keepsChunks`.
 */
export class FrameDecoder {
  /** Applies to the next frame whose size has not been read, so that it can change with each. */
  limit: FrameLimit;
  private chunk: Buffer = NO_BYTES;
  private position = 0;
  private readonly waiting: Buffer[] = [];
  /** The size of the frame to come; below zero while it is not known. */
  private size = -1;
  /** The bytes of a size that has not arrived as a whole. */
  private sizeStart = 0;
  private sizeStartBytes = 0;
  private partial: PartialFrame | undefined;
  private buffered = 0;
  private failure: KafkaError | undefined;
  private readonly memory: FrameMemory | undefined;

  constructor(limit: FrameLimit = REQUEST_FRAME_LIMIT, memory?: FrameMemory) {
    this.limit = limit;
    this.memory = memory;
  }

  /** Whether chunks that were pushed are still needed, besides those that frames are views of. */
  get keepsChunks(): boolean {
    const isRead = this.position === this.chunk.byteLength && this.waiting.length === 0;
    return !isRead || this.partial?.keepsChunks === true;
  }

  /** Nobody needs a frame any more that `next` gave: its memory may be used for another. */
  release(frame: Buffer): void {
    this.memory?.release(frame);
  }

  /** Nothing arrives any more. */
  close(): void {
    this.partial?.abandon();
    this.partial = undefined;
    this.fail(closedError());
  }

  /** How many pieces were pushed that nothing was taken of yet. */
  get waitingChunks(): number {
    return this.waiting.length;
  }

  /** How many bytes were pushed and not handed out as a frame: what this decoder keeps in memory. */
  get bufferedBytes(): number {
    return this.buffered;
  }

  /** The size of the frame that has begun to arrive and was not handed out; 0 if none has. */
  get begunFrameBytes(): number {
    return Math.max(this.size, 0);
  }

  /** Takes bytes as they arrived. After an error of `next` they are dropped. */
  push(chunk: Buffer): void {
    if (this.failure !== undefined) return;
    this.buffered += chunk.byteLength;
    if (this.position < this.chunk.byteLength || this.waiting.length > 0) {
      this.waiting.push(chunk);
      return;
    }
    this.chunk = chunk;
    this.position = 0;
  }

  /**
   * The body of the next frame, without its size, or `undefined` if more bytes are needed. Raises
   * `ODRADEK_FRAME_TOO_LARGE` above the limit and `ODRADEK_MALFORMED_MESSAGE` for a negative size.
   * After an error the stream cannot be read on and every further call raises the same error.
   */
  next(): Buffer | undefined {
    if (this.failure !== undefined) throw this.failure;
    for (;;) {
      const frame = this.nextOfChunk();
      if (frame !== undefined) {
        this.buffered -= SIZE_BYTES + frame.byteLength;
        return frame;
      }
      const following = this.waiting.shift();
      this.chunk = following ?? NO_BYTES;
      this.position = 0;
      if (following === undefined) return undefined;
    }
  }

  /** The next frame that ends in the current chunk; else the rest of it is put aside. */
  private nextOfChunk(): Buffer | undefined {
    if (this.size < 0 && !this.readSize()) return undefined;
    const end = this.position + this.size;
    if (this.partial === undefined && end <= this.chunk.byteLength) {
      const frame = this.chunk.subarray(this.position, end);
      this.position = end;
      this.size = -1;
      return frame;
    }
    return this.continueFrame();
  }

  /** Reads the size of a frame and checks it. False if some of its bytes are missing. */
  private readSize(): boolean {
    if (this.sizeStartBytes === 0 && this.position + SIZE_BYTES <= this.chunk.byteLength) {
      this.size = this.checkSize(this.chunk.readInt32BE(this.position));
      this.position += SIZE_BYTES;
      return true;
    }
    while (this.position < this.chunk.byteLength) {
      this.sizeStart = (this.sizeStart << 8) | this.chunk.readUInt8(this.position++);
      if (++this.sizeStartBytes < SIZE_BYTES) continue;
      this.size = this.checkSize(this.sizeStart);
      this.sizeStart = 0;
      this.sizeStartBytes = 0;
      return true;
    }
    return false;
  }

  private continueFrame(): Buffer | undefined {
    const partial = (this.partial ??= this.beginPartial());
    const end = Math.min(this.chunk.byteLength, this.position + partial.missingBytes);
    if (end > this.position) partial.add(this.chunk, this.position, end);
    this.position = end;
    if (partial.missingBytes > 0) return undefined;
    const frame = partial.join();
    this.partial = undefined;
    this.size = -1;
    return frame;
  }

  private beginPartial(): PartialFrame {
    return this.memory?.tryBegin(this.size) ?? new FramePieces(this.size);
  }

  private checkSize(size: number): number {
    if (size >= 0 && size <= this.limit.bytesMax) return size;
    throw this.fail(size < 0 ? negativeSize(size, this.limit) : tooLarge(size, this.limit));
  }

  private fail(failure: KafkaError): KafkaError {
    this.failure ??= failure;
    this.chunk = NO_BYTES;
    this.position = 0;
    this.waiting.length = 0;
    this.buffered = 0;
    return failure;
  }
}

function closedError(): KafkaError {
  return new KafkaError('NETWORK_EXCEPTION', 'The connection is closed.', { retriable: true });
}

function negativeSize(size: number, { setting, bytesMax }: FrameLimit): KafkaError {
  return new KafkaError(
    'ODRADEK_MALFORMED_MESSAGE',
    `A frame has the size ${size}, which must lie between 0 and ${setting}=${bytesMax}: ` +
      'the peer does not speak the protocol of Kafka, or the connection lost bytes. Connect again.',
  );
}

function tooLarge(size: number, { setting, bytesMax }: FrameLimit): KafkaError {
  return new KafkaError(
    'ODRADEK_FRAME_TOO_LARGE',
    `A frame of ${size} bytes is larger than ${setting}=${bytesMax}. Raise ${setting} if frames may ` +
      'be that large; if not, the peer may be speaking TLS or HTTP to a listener that expects Kafka.',
  );
}
