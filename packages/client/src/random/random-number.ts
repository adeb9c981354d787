import type { RandomSource } from '@odradek/base';

const UINT32_RANGE = 2 ** 32;

/** A random number from 0 to less than 1. */
export function randomFraction(random: RandomSource): number {
  return random.bytes(4).readUInt32BE(0) / UINT32_RANGE;
}

/** A random integer from 0 to less than `count`. */
export function randomIndex(random: RandomSource, count: number): number {
  return Math.floor(randomFraction(random) * count);
}
