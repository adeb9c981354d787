import { BATCH_BLOCK_BYTES, BatchMemory } from './batch-memory.ts';

/** The place of a log in the order in which logs forget. */
export interface RecentPlace {
  /** Forgets the oldest batch of the log if that one is durable; answers whether it was. */
  readonly forgetOldest: () => boolean;
  older: RecentPlace | undefined;
  newer: RecentPlace | undefined;
}

/** Batches that stay may keep blocks whose other batches are forgotten: so many bytes of them. */
const BLOCK_BYTES_SPARE = 16 * BATCH_BLOCK_BYTES;

/**
 * The memory that the recent batches of several logs take together. If it is too much, the log that
 * was appended to least recently forgets first, its oldest batches first, and only durable ones. A
 * log that has none loses its place until it has again, so what cannot be forgotten is looked at
 * once for each append, not whenever memory is short.
 */
export class RecentMemory {
  /** Where the batches lie. */
  readonly batches: BatchMemory = new BatchMemory();
  private readonly bytesMax: number;
  private bytesTaken = 0;
  private oldest: RecentPlace | undefined;
  private newest: RecentPlace | undefined;

  /** `bytesMax` is how many bytes all logs may take together; batches that are not durable may take more. */
  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** A batch came to a log; others may be forgotten for it. */
  take(place: RecentPlace, bytes: number): void {
    this.bytesTaken += bytes;
    this.touch(place);
  }

  /** Batches were forgotten. */
  release(bytes: number): void {
    this.bytesTaken -= bytes;
  }

  /** More came to a log, or is durable: it is the last to forget from now on. */
  touch(place: RecentPlace): void {
    if (this.newest !== place) {
      this.remove(place);
      place.older = this.newest;
      if (this.newest === undefined) this.oldest = place;
      else this.newest.newer = place;
      this.newest = place;
    }
    this.trim();
  }

  /** A log has nothing any more that could be forgotten. */
  remove(place: RecentPlace): void {
    const { older, newer } = place;
    if (older !== undefined) older.newer = newer;
    else if (this.oldest === place) this.oldest = newer;
    if (newer !== undefined) newer.older = older;
    else if (this.newest === place) this.newest = older;
    place.older = undefined;
    place.newer = undefined;
  }

  private trim(): void {
    while (this.isTooMuch && this.oldest !== undefined) {
      if (!this.oldest.forgetOldest()) this.remove(this.oldest);
    }
  }

  private get isTooMuch(): boolean {
    const { bytesMax, bytesTaken, batches } = this;
    return bytesTaken > bytesMax || batches.bytesInUse > 2 * bytesMax + BLOCK_BYTES_SPARE;
  }
}
