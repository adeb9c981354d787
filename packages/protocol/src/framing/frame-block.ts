import type { PartialFrame } from './partial-frame.ts';

/** A frame that came in several chunks and is put together where it stays. */
export class FrameBlock implements PartialFrame {
  readonly keepsChunks = false;
  private readonly frameBytes: number;
  /** At least as large as the frame. */
  readonly block: Buffer;
  private arrived = 0;

  constructor(frameBytes: number, block: Buffer) {
    this.frameBytes = frameBytes;
    this.block = block;
  }

  get missingBytes(): number {
    return this.frameBytes - this.arrived;
  }

  add(chunk: Buffer, start: number, end: number): void {
    this.arrived += chunk.copy(this.block, this.arrived, start, end);
  }

  join(): Buffer {
    return this.block.subarray(0, this.frameBytes);
  }
}
