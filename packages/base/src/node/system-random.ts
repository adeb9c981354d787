import { randomBytes } from 'node:crypto';

import type { RandomSource } from '../random/random-source.ts';

/** The random bytes of the operating system, fit for secrets. */
export class SystemRandom implements RandomSource {
  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}
