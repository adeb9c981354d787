import { BlockPool } from '@odradek/base';

import { FrameBlock } from './frame-block.ts';
import type { PartialFrame } from './partial-frame.ts';

/** A smaller frame would waste its block, and a larger one is gathered from its pieces. */
const FRAME_BYTES_MIN = 8 * 1024;
const FRAME_BYTES_MAX = 2 * 1024 * 1024;
/** How much memory is taken for frames that have not arrived. */
const AWAITED_BYTES_MAX = 32 * 1024 * 1024;
/** How much memory is kept for frames to come. */
const IDLE_BYTES_MAX = 8 * 1024 * 1024;

/**
 * The memory of frames that come in several chunks, for all connections of a process: it is used again
 * when a frame was released. It is taken before the bytes of a frame have arrived, so there is a
 * bound on how much waits: peers may announce what they never send.
 */
export class FrameMemory {
  private readonly pool: BlockPool = new BlockPool(IDLE_BYTES_MAX);
  /** The blocks that frames in use lie in. */
  private readonly blocks = new WeakMap<Buffer, Buffer>();
  private awaitedBytes = 0;

  /**
   * Where to put a frame together that begins to arrive; `undefined` if it is small or too large, or
   * too much is awaited.
   */
  tryBegin(frameBytes: number): PartialFrame | undefined {
    if (frameBytes < FRAME_BYTES_MIN || frameBytes > FRAME_BYTES_MAX) return undefined;
    if (this.awaitedBytes + frameBytes > AWAITED_BYTES_MAX) return undefined;
    const block = this.pool.take(frameBytes);
    this.awaitedBytes += block.byteLength;
    return new FrameBlock(frameBytes, block, this.onEnd);
  }

  private readonly onEnd = (block: Buffer, frame?: Buffer): void => {
    this.awaitedBytes -= block.byteLength;
    if (frame === undefined) this.pool.giveBack(block);
    else this.blocks.set(frame, block);
  };

  /** Nobody needs a frame any more, should it lie in this memory. */
  release(frame: Buffer): void {
    const block = this.blocks.get(frame);
    if (block === undefined) return;
    this.blocks.delete(frame);
    this.pool.giveBack(block);
  }
}
