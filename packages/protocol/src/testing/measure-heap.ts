import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const collectGarbage = exposedCollector();

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const MEASUREMENTS_MAX = 8;

/**
 * How many bytes of memory the value that `make` returns takes. Measured several times, until it is
 * no more than `expected`, because the compiler of V8 allocates meanwhile; the least counts.
 */
export function measureRetained(make: () => unknown, expected: number): number {
  let least = Infinity;
  let kept: unknown = make();
  for (let count = 0; count < MEASUREMENTS_MAX && least > expected; count++) {
    kept = undefined;
    const before = usedBytes();
    kept = make();
    least = Math.min(least, usedBytes() - before);
  }
  // Keeps the last value alive until it was measured.
  return kept === undefined ? 0 : least;
}

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
