import { spreadOf } from '../sampling/statistics.ts';

/** How something is done again and again. */
export interface TimedLoop {
  readonly sampleMs: number;
  /** How many are under way at a time, each begun when one before has ended. */
  readonly inFlight: number;
}

/** What one sample came to. */
export interface Sample {
  readonly count: number;
  readonly perSecond: number;
  /** The median of what one took, in microseconds. */
  readonly medianUs: number;
}

/** Does something again and again for a while, as many at a time as the loop says. */
export async function timed(
  { sampleMs, inFlight }: TimedLoop,
  once: (slot: number) => Promise<void>,
): Promise<Sample> {
  const took: number[] = [];
  const began = performance.now();
  const runSlot = async (slot: number): Promise<void> => {
    while (performance.now() - began < sampleMs) {
      const onceBegan = performance.now();
      await once(slot);
      took.push((performance.now() - onceBegan) * 1000);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, slot) => runSlot(slot)));
  const seconds = (performance.now() - began) / 1000;
  return {
    count: took.length,
    perSecond: took.length / seconds,
    medianUs: spreadOf(took).median,
  };
}
