import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const collectGarbage = exposedCollector();

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const MEASUREMENTS_MAX = 8;

/**
 * How many bytes of V8's heap the value that `make` returns takes; bytes of buffers lie outside of
 * it and do not count, since some that are garbage may be released meanwhile. Measured several times, until it is
 * no more than `expected`, because the compiler of V8 allocates meanwhile; the least counts.
 */
export function measureRetained(make: () => object, expected: number): number {
  let least = Infinity;
  for (let count = 0; count < MEASUREMENTS_MAX && least > expected; count++) {
    least = Math.min(least, measureOnce(make));
  }
  return least;
}

/** A function of its own, so that no value of an earlier measurement is alive in its frame. */
function measureOnce(make: () => object): number {
  const before = usedBytes();
  const holder: { value: object | undefined } = { value: make() };
  const after = usedBytes();
  keepAlive(holder);
  return after - before;
}

/** Writes to the holder, so that it and its value live until here. */
function keepAlive(holder: { value: object | undefined }): void {
  holder.value = undefined;
}

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
