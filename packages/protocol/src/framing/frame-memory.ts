import { BlockPool } from '@odradek/base';

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
  private awaitedBytes = 0;

  /** A block for a frame that begins to arrive, unless it is small or too large, or too much is awaited. */
  tryTake(frameBytes: number): Buffer | undefined {
    if (frameBytes < FRAME_BYTES_MIN || frameBytes > FRAME_BYTES_MAX) return undefined;
    if (this.awaitedBytes + frameBytes > AWAITED_BYTES_MAX) return undefined;
    const block = this.pool.take(frameBytes);
    this.awaitedBytes += block.byteLength;
    return block;
  }

  /** The frame has arrived, or never will, that a block was taken for. */
  noteArrived(block: Buffer): void {
    this.awaitedBytes -= block.byteLength;
  }

  /** Nobody needs the frame in a block any more. */
  giveBack(block: Buffer): void {
    this.pool.giveBack(block);
  }
}
