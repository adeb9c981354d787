import type { RandomSource } from '../random/random-source.ts';

const UINT32_RANGE = 2 ** 32;

/**
 * Random numbers that are the same for the same seed on every machine: SFC32 of Chris
 * Doty-Humphrey, with the seed spread by the finalizer of MurmurHash3. Not fit for secrets.
 */
export class SeededRandom implements RandomSource {
  readonly seed: number;
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.seed = seed;
    this.a = mix(seed);
    this.b = mix(this.a + 0x9e3779b9);
    this.c = mix(Math.floor(seed / UINT32_RANGE) ^ this.b);
    for (let round = 0; round < 12; round++) this.uint32();
  }

  /** An integer from 0 to 2^32-1. */
  uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor((this.uint32() / UINT32_RANGE) * limit);
  }

  /** An integer from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** `true` with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.uint32() / UINT32_RANGE < probability;
  }

  bytes(count: number): Buffer {
    const bytes = Buffer.allocUnsafe(count);
    let index = 0;
    for (; index + 4 <= count; index += 4) bytes.writeUInt32LE(this.uint32(), index);
    for (; index < count; index++) bytes[index] = this.uint32() & 0xff;
    return bytes;
  }

  /**
   * A stream of its own for one part of a simulation: what that part draws does not change what the
   * others draw. The same seed and name give the same stream.
   */
  fork(name: string): SeededRandom {
    let hash = mix(this.seed);
    for (let index = 0; index < name.length; index++) {
      hash = mix(hash ^ name.charCodeAt(index));
    }
    return new SeededRandom(hash);
  }
}

function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
