import type { PartialFrame } from './partial-frame.ts';

/** A frame that came in several chunks and is put together where it stays. */
export class FrameBlock implements PartialFrame {
  readonly keepsChunks = false;
  private readonly frameBytes: number;
  private readonly block: Buffer;
  private readonly onEnd: (block: Buffer, frame?: Buffer) => void;
  private arrived = 0;

  /**
   * `block` is at least as large as the frame. `onEnd` is called once, with the frame when that has
   * arrived, or without if it never will.
   */
  constructor(frameBytes: number, block: Buffer, onEnd: (block: Buffer, frame?: Buffer) => void) {
    this.frameBytes = frameBytes;
    this.block = block;
    this.onEnd = onEnd;
  }

  get missingBytes(): number {
    return this.frameBytes - this.arrived;
  }

  add(chunk: Buffer, start: number, end: number): void {
    this.arrived += chunk.copy(this.block, this.arrived, start, end);
  }

  join(): Buffer {
    const frame = this.block.subarray(0, this.frameBytes);
    this.onEnd(this.block, frame);
    return frame;
  }

  abandon(): void {
    this.onEnd(this.block);
  }
}
