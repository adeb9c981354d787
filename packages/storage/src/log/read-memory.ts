import { BlockPool } from '@odradek/base';

/** A smaller read would waste its block. */
const READ_BYTES_MIN = 16 * 1024;
/** A larger one is rare, and its block would push out many that are wanted. */
const READ_BYTES_MAX = 16 * 1024 * 1024;
/** How much memory is kept for reads to come: what a few responses of usual clients have. */
const IDLE_BYTES_MAX = 32 * 1024 * 1024;

/**
 * The memory of what is read from segments, for all logs of a process: it is used again when those
 * who asked for the reads have released it. Lent out is as much as is asked for, since what did not
 * come from here would have to come from elsewhere.
 */
export class ReadMemory {
  private readonly pool: BlockPool = new BlockPool(IDLE_BYTES_MAX);
  private readonly readBytesMin: number;
  /** How many bytes are lent out. */
  bytesInUse = 0;

  /** Smaller reads than `readBytesMin` have buffers of their own; the default is 16 KiB. */
  constructor({ readBytesMin = READ_BYTES_MIN }: { readonly readBytesMin?: number } = {}) {
    this.readBytesMin = readBytesMin;
  }

  /** A block of at least so many bytes; `undefined` where a buffer of its own is the better choice. */
  tryTake(byteLength: number): Buffer | undefined {
    if (byteLength < this.readBytesMin || byteLength > READ_BYTES_MAX) return undefined;
    const block = this.pool.take(byteLength);
    this.bytesInUse += block.byteLength;
    return block;
  }

  giveBack(block: Buffer): void {
    this.bytesInUse -= block.byteLength;
    this.pool.giveBack(block);
  }
}

/** The memory of some reads that are needed equally long, such as those for one response. */
export class ReadLease {
  private readonly memory: ReadMemory;
  private blocks: Buffer[] | undefined;

  constructor(memory: ReadMemory) {
    this.memory = memory;
  }

  /** How many bytes the blocks have. */
  get byteLength(): number {
    let bytes = 0;
    for (const block of this.blocks ?? []) bytes += block.byteLength;
    return bytes;
  }

  /** Whether there is nothing to release. */
  get isEmpty(): boolean {
    return this.blocks === undefined;
  }

  /** See `ReadMemory.tryTake`; it is used until `release`. */
  take(byteLength: number): Buffer | undefined {
    const block = this.memory.tryTake(byteLength);
    if (block === undefined) return undefined;
    if (this.blocks === undefined) this.blocks = [block];
    else this.blocks.push(block);
    return block;
  }

  /** Nobody needs what was read any more, nor is a read under way. More may be taken afterwards. */
  release(): void {
    const { blocks } = this;
    this.blocks = undefined;
    for (const block of blocks ?? []) this.memory.giveBack(block);
  }
}
