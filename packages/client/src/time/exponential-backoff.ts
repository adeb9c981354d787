import type { RandomSource } from '@odradek/base';

import { randomFraction } from '../random/random-number.ts';

/** How pauses between attempts grow. */
export interface BackoffPolicy {
  readonly initialMs: number;
  readonly maxMs: number;
}

const MULTIPLIER = 2;
const JITTER = 0.2;
/** From here on every policy has reached its maximum, and the power stays finite. */
const EXPONENT_MAX = 50;
/** Without any pause whoever repeats something that fails at once would let nothing else happen. */
const PAUSE_MIN_MS = 1;

/**
 * The pause after `failures` failures in a row, the first of which counts as 1, in milliseconds:
 * doubled with each, a fifth more or less by chance, never above the maximum (KIP-580) nor below 1.
 */
export function backoffMs(policy: BackoffPolicy, failures: number, random: RandomSource): number {
  const exponent = Math.min(Math.max(failures - 1, 0), EXPONENT_MAX);
  const term = Math.min(policy.initialMs * MULTIPLIER ** exponent, policy.maxMs);
  const factor = 1 - JITTER + 2 * JITTER * randomFraction(random);
  return Math.max(Math.min(term * factor, policy.maxMs), PAUSE_MIN_MS);
}
