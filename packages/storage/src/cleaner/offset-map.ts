import { hash } from 'node:crypto';

import type { Offset } from '@odradek/base';

/** What a key takes in the map: 16 bytes of its fingerprint and 8 of its offset, as in Kafka. */
const OFFSET_MAP_ENTRY_BYTES = 24;
const FINGERPRINT_INTS = 4;
const FINGERPRINT_BYTES = 16;
/** The last byte of a fingerprint tells keys that stand there themselves from those that are hashed. */
const LENGTH_AT = 15;
const HASHED_FLAG = 0x80;
const NO_OFFSET: Offset = -1;

/** How large an `OffsetMap` is. */
export interface OffsetMapOptions {
  /** How much memory it takes at most. */
  readonly bytesMax: number;
  /** Which part of it may be filled: `log.cleaner.io.buffer.load.factor`. */
  readonly loadFactor: number;
  /** How many keys there can be: it takes no more memory than these need. */
  readonly keysMax: number;
  /** Any number: where keys lie depends on it, so that nobody can choose keys that are slow. */
  readonly seed: number;
}

/**
 * The last offset of each key, in memory that does not grow (Kafka's `SkimpyOffsetMap`). Keys of up
 * to 15 bytes stand in it as they are. A longer one stands for its SHA-256, cut to 127 bits: two of
 * them with the same would be taken for one key. Kafka does that by MD5, for which such keys can be
 * made; for this nobody knows how.
 */
export class OffsetMap {
  /** The offset up to which the log is in the map, -1 at the beginning. */
  latestOffset: Offset = NO_OFFSET;
  /** How many keys it has. */
  size = 0;
  private readonly slots: number;
  private readonly sizeMax: number;
  private readonly seed: number;
  private readonly fingerprints: Int32Array;
  /** One more than the offset; 0 where there is nothing. */
  private readonly nextOffsets: Float64Array;
  private readonly wanted: Int32Array = new Int32Array(FINGERPRINT_INTS);
  private readonly wantedBytes: Buffer = Buffer.from(this.wanted.buffer);

  constructor({ bytesMax, loadFactor, keysMax, seed }: OffsetMapOptions) {
    const slotsMax = Math.floor(bytesMax / OFFSET_MAP_ENTRY_BYTES);
    const needed = Math.ceil(keysMax / loadFactor) + 1;
    this.slots = Math.max(2, Math.min(slotsMax, needed));
    // One slot stays empty: a search ends there.
    this.sizeMax = Math.min(Math.floor(this.slots * loadFactor), this.slots - 1);
    this.seed = seed;
    this.fingerprints = new Int32Array(this.slots * FINGERPRINT_INTS);
    this.nextOffsets = new Float64Array(this.slots);
  }

  /** Whether no further key is taken, not even one that is there. */
  get isFull(): boolean {
    return this.size >= this.sizeMax;
  }

  /** Which part of the slots is taken. */
  get utilization(): number {
    return this.size / this.slots;
  }

  /** Sets the offset of a key; the map is not full. */
  put(key: Buffer, offset: Offset): void {
    const slot = this.find(key);
    if (this.nextOffsets[slot] === 0) {
      this.fingerprints.set(this.wanted, slot * FINGERPRINT_INTS);
      this.size++;
    }
    this.nextOffsets[slot] = offset + 1;
  }

  /** The offset of a key, -1 if it is not in the map. */
  get(key: Buffer): Offset {
    return (this.nextOffsets[this.find(key)] ?? 0) - 1;
  }

  /** The log is in the map up to an offset, which is not before the one until now. */
  updateLatestOffset(offset: Offset): void {
    this.latestOffset = Math.max(this.latestOffset, offset);
  }

  /** The slot of a key, or the empty one where it would be. */
  private find(key: Buffer): number {
    this.takeFingerprint(key);
    const { fingerprints, nextOffsets, wanted, slots } = this;
    const [first, second, third, fourth] = wanted;
    let slot = this.firstSlot();
    while (nextOffsets[slot] !== 0) {
      const at = slot * FINGERPRINT_INTS;
      const isIt =
        fingerprints[at] === first &&
        fingerprints[at + 1] === second &&
        fingerprints[at + 2] === third &&
        fingerprints[at + 3] === fourth;
      if (isIt) return slot;
      slot++;
      if (slot === slots) slot = 0;
    }
    return slot;
  }

  private takeFingerprint(key: Buffer): void {
    const { wantedBytes } = this;
    const { byteLength } = key;
    if (byteLength < FINGERPRINT_BYTES) {
      wantedBytes.fill(0);
      key.copy(wantedBytes);
      wantedBytes[LENGTH_AT] = byteLength;
      return;
    }
    hash('sha256', key, 'buffer').copy(wantedBytes, 0, 0, FINGERPRINT_BYTES);
    wantedBytes[LENGTH_AT] = (wantedBytes[LENGTH_AT] ?? 0) | HASHED_FLAG;
  }

  /** Spreads the fingerprint, which may be a short key, over the slots. */
  private firstSlot(): number {
    let mixed = this.seed | 0;
    for (const word of this.wanted) {
      mixed = Math.imul(mixed ^ word, 0x9e3779b1);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x85ebca6b);
      mixed ^= mixed >>> 13;
    }
    return (mixed >>> 0) % this.slots;
  }
}
