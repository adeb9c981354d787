import type { Offset } from '@odradek/base';

/** More readers of one segment than these look into its index for each read, as all do at first. */
const ENDS_MAX = 64;

/**
 * Where the latest reads of a segment ended: a consumer goes on where its last read ended, and finds
 * the place here without the index, which takes several reads of its file.
 */
export class ReadEnds {
  /** The position in the file behind the batch before each offset; the oldest first. */
  private readonly positions = new Map<Offset, number>();

  /** Notes that the batches before `offset` end at this position. */
  add(offset: Offset, position: number): void {
    this.positions.delete(offset);
    this.positions.set(offset, position);
    if (this.positions.size <= ENDS_MAX) return;
    const [oldest] = this.positions.keys();
    if (oldest !== undefined) this.positions.delete(oldest);
  }

  /** Where the batch begins that holds `offset` or the next one behind it, if a read ended there. */
  positionOf(offset: Offset): number | undefined {
    return this.positions.get(offset);
  }
}
