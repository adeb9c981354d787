/** Blocks have multiples of this. */
const UNIT_BYTES = 64 * 1024;
/** How much larger than asked for a block may be, besides a unit. */
const SPARE_RATIO = 0.5;

/**
 * Blocks of memory that are used again. The garbage collector looks at the whole heap whenever some
 * megabytes of buffers have come and gone, so what comes and goes all the time had better not be its.
 */
export class BlockPool {
  private readonly idleBytesMax: number;
  private readonly idle: Buffer[] = [];
  private idleBytes = 0;

  /** `idleBytesMax` is how many bytes are kept for those to come. */
  constructor(idleBytesMax: number) {
    this.idleBytesMax = idleBytesMax;
  }

  /** A block of at least so many bytes, with anything in them. It may be kept for ever. */
  take(byteLength: number): Buffer {
    const bytesMax = byteLength * (1 + SPARE_RATIO) + UNIT_BYTES;
    const index = this.idle.findIndex(
      (block) => block.byteLength >= byteLength && block.byteLength <= bytesMax,
    );
    const [found] = index < 0 ? [] : this.idle.splice(index, 1);
    if (found === undefined) {
      return Buffer.allocUnsafeSlow(Math.ceil(byteLength / UNIT_BYTES) * UNIT_BYTES);
    }
    this.idleBytes -= found.byteLength;
    return found;
  }

  /**
   * Nobody reads or writes a block that `take` gave any more. If too much is kept, what was kept for
   * longest goes: perhaps nobody wants blocks of its size any more.
   */
  giveBack(block: Buffer): void {
    this.idleBytes += block.byteLength;
    this.idle.push(block);
    while (this.idleBytes > this.idleBytesMax) {
      this.idleBytes -= this.idle.shift()?.byteLength ?? 0;
    }
  }
}
