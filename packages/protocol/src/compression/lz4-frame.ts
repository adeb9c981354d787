import { corruptError } from './compression-errors.ts';
import { lz4BlockContentBytes } from './lz4-block.ts';

const FRAME_MAGIC = 0x184d2204;
const FRAME_HEADER_BYTES_MIN = 7;
const VERSION = 1;
const UNCOMPRESSED_FLAG = 0x80000000;
/** One byte of a block can stand for at most 255. */
const EXPANSION_MAX = 255;

/**
 * A cursor over the blocks of one frame (github.com/lz4/lz4, lz4_Frame_format.md) that decodes
 * nothing and looks at no checksum. The fields hold what `next` found. Raises `CORRUPT_MESSAGE` if
 * the bytes are no frame, ask for a dictionary or are cut off.
 */
export class Lz4FrameCursor {
  /** The current block's data. */
  block: Buffer;
  /** Whether the current block is not compressed. */
  isPlain = false;
  /** What the current block cannot exceed when it is decoded, in bytes. */
  contentBytesMax = 0;
  /** After the last block: the index after the frame's last byte. */
  end = 0;
  private readonly bytes: Buffer;
  private readonly blockBytesMax: number;
  private readonly blockChecksumBytes: number;
  private readonly contentChecksumBytes: number;
  private at: number;

  constructor(bytes: Buffer) {
    if (bytes.byteLength < FRAME_HEADER_BYTES_MIN || bytes.readUInt32LE(0) !== FRAME_MAGIC) {
      throw corruptError('lz4', 'it does not begin with the magic of a frame');
    }
    const flags = bytes[4]!;
    const sizeCode = (bytes[5]! >>> 4) & 7;
    if (flags >>> 6 !== VERSION || sizeCode < 4) throw corruptError('lz4', 'its frame is unknown');
    if ((flags & 0x01) !== 0) throw corruptError('lz4', 'its frame asks for a dictionary');
    this.bytes = bytes;
    this.block = bytes;
    this.blockBytesMax = 2 ** (8 + 2 * sizeCode);
    this.blockChecksumBytes = (flags & 0x10) === 0 ? 0 : 4;
    this.contentChecksumBytes = (flags & 0x04) === 0 ? 0 : 4;
    this.at = FRAME_HEADER_BYTES_MIN + ((flags & 0x08) === 0 ? 0 : 8);
  }

  /** Moves to the next block; answers `false` at the frame's end mark. */
  next(): boolean {
    if (this.at + 4 > this.bytes.byteLength) throw corruptError('lz4', 'its frame has no end mark');
    const word = this.bytes.readUInt32LE(this.at);
    const start = this.at + 4;
    if (word === 0) {
      this.end = start + this.contentChecksumBytes;
      if (this.end > this.bytes.byteLength) throw corruptError('lz4', 'its frame has no checksum');
      return false;
    }
    this.isPlain = word >= UNCOMPRESSED_FLAG;
    const size = this.isPlain ? word - UNCOMPRESSED_FLAG : word;
    if (size > this.blockBytesMax || size > this.bytes.byteLength - start) {
      throw corruptError('lz4', `a block of ${size} bytes is cut off or too long`);
    }
    this.block = this.bytes.subarray(start, start + size);
    this.contentBytesMax = this.isPlain ? size : Math.min(size * EXPANSION_MAX, this.blockBytesMax);
    this.at = start + size + this.blockChecksumBytes;
    return true;
  }

  /** How many bytes the current block holds, which takes a walk over its tokens. */
  contentBytes(): number {
    return this.isPlain ? this.block.byteLength : lz4BlockContentBytes(this.block);
  }
}

/** What the first frame of `bytes` holds, in bytes, exactly: walks every token of every block. */
export function lz4FrameContentBytes(bytes: Buffer): number {
  const cursor = new Lz4FrameCursor(bytes);
  let total = 0;
  while (cursor.next()) total += cursor.contentBytes();
  return total;
}
