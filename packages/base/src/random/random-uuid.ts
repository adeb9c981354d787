import type { Uuid } from '../numbers.ts';
import { uuidFromRandomBytes } from '../uuid/uuid.ts';
import type { RandomSource } from './random-source.ts';

const UUID_BYTES = 16;

/** A new id for a topic, directory, cluster or member. */
export function randomUuid(random: RandomSource): Uuid {
  for (;;) {
    const uuid = uuidFromRandomBytes(random.bytes(UUID_BYTES));
    if (uuid !== undefined) return uuid;
  }
}
