import { corruptError } from './compression-errors.ts';

const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const BLOCK_BYTES_MAX = 128 * 1024;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const DICTIONARY_ID_BYTES: readonly number[] = [0, 1, 2, 4];

/**
 * A cursor over the frames of zstd data (RFC 8878, section 3) that reads the headers of frames and
 * blocks only. The fields hold what `next` found.
 */
export class ZstdFrameCursor {
  /** Where the frame begins. */
  start = 0;
  /** The index after its last byte. */
  end = 0;
  /** What the header says that the frame holds, in bytes; -1 if it does not say. */
  contentBytes = -1;
  /** What the frame cannot exceed, in bytes, by its blocks. */
  contentBytesMax = 0;
  /** Where the byte stands that tells the size of the window; -1 if the content's size does. */
  windowAt = -1;
  /** How far back a match may reach, in bytes. */
  windowBytes = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /**
   * Moves to the next frame that has contents; answers `false` at the end. Raises
   * `CORRUPT_MESSAGE` if there is something else, or a frame that is cut off.
   */
  next(): boolean {
    this.start = this.end;
    while (this.start < this.bytes.byteLength) {
      const magic = this.uint(this.start, 4);
      if (magic === FRAME_MAGIC) {
        this.readFrame();
        return true;
      }
      if ((magic & 0xfffffff0) >>> 0 !== SKIPPABLE_MAGIC) {
        throw corruptError('zstd', 'a frame does not begin with its magic');
      }
      this.start += 8 + this.uint(this.start + 4, 4);
      if (this.start > this.bytes.byteLength) throw cutOff();
    }
    this.end = this.start;
    return false;
  }

  /** A view of the current frame. */
  current(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  private readFrame(): void {
    const descriptor = this.uint(this.start + 4, 1);
    const isSingleSegment = (descriptor & 0x20) !== 0;
    let at = this.start + 5;
    this.windowAt = isSingleSegment ? -1 : at++;
    at += DICTIONARY_ID_BYTES[descriptor & 3]!;
    const sizeCode = descriptor >>> 6;
    const sizeBytes = sizeCode === 0 ? (isSingleSegment ? 1 : 0) : 2 ** sizeCode;
    this.contentBytes =
      sizeBytes === 0 ? -1 : this.uint(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
    this.windowBytes = isSingleSegment ? this.contentBytes : this.readWindow();
    this.walkBlocks(at + sizeBytes);
    if ((descriptor & 0x04) !== 0) this.end += 4;
    if (this.end > this.bytes.byteLength) throw cutOff();
  }

  private readWindow(): number {
    const code = this.uint(this.windowAt, 1);
    const base = 2 ** (10 + (code >>> 3));
    return base + (base / 8) * (code & 7);
  }

  private walkBlocks(start: number): void {
    const blockBytesMax = Math.min(this.windowBytes, BLOCK_BYTES_MAX);
    let at = start;
    this.contentBytesMax = 0;
    for (let isLast = false; !isLast;) {
      const header = this.uint(at, 3);
      const type = (header >>> 1) & 3;
      const size = header >>> 3;
      if (type === RESERVED_BLOCK) throw corruptError('zstd', 'a block is of an unknown type');
      // An uncompressed block holds its own size, a run of one byte too; a compressed one is open.
      this.contentBytesMax += type === 2 ? blockBytesMax : size;
      at += 3 + (type === RLE_BLOCK ? 1 : size);
      isLast = (header & 1) !== 0;
    }
    this.end = at;
  }

  private uint(at: number, bytes: number): number {
    if (at + bytes > this.bytes.byteLength) throw cutOff();
    let value = 0;
    for (let index = bytes - 1; index >= 0; index--) value = value * 256 + this.bytes[at + index]!;
    return value;
  }
}

function cutOff(): Error {
  return corruptError('zstd', 'its last frame is cut off');
}
