/** A seed that has failed once, and why. It runs with every test from then on. */
export interface SavedSeed {
  readonly seed: number;
  /** What was wrong. */
  readonly found: string;
}

/**
 * The seeds that have failed. A change of what seeds draw gives them another life; they stay, since
 * they cost little, and the bug has a small test of its own beside the code that had it.
 */
export const SAVED_SEEDS: readonly SavedSeed[] = [
  { seed: 28, found: 'after a failed sync a restart took for durable what was not on the disk' },
  { seed: 279, found: 'the same, with a later segment behind the hole' },
  { seed: 309, found: 'the same, acknowledged by acks=1' },
  { seed: 364, found: 'the same: the log was refused at every start from then on' },
  { seed: 6, found: 'a producer never heard of records that came after a batch it had given up' },
  { seed: 33, found: 'the same without idempotence' },
  { seed: 39, found: 'the same over resets and late deliveries' },
  { seed: 254, found: 'a bit that flipped in an old segment of the metadata log was believed' },
  {
    seed: 1094,
    found: 'a checkpoint for which no file could be opened took the log directory offline',
  },
  {
    seed: 1024,
    found: 'the disk still failed when all was said to be healed: a log directory stayed offline',
  },
  {
    seed: 1230,
    found: 'the same, in the last stop of the broker, which ended by itself and was waited for',
  },
  {
    seed: 5608,
    found: 'a broker that recovered slowly was started anew before it was done, again and again',
  },
];
