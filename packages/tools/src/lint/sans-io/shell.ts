import type { HouseFile, HouseMap } from '../layers/house-map.ts';

/**
 * Whether a file may use sockets, files, timers, the clock and randomness: in `node/`, in a test, in
 * a dev package, and outside of `src`, where scripts and benchmarks of a package are.
 */
export function isShell(house: HouseMap, { package: owner, path }: HouseFile): boolean {
  const [top, ...rest] = path.split('/');
  if (house.isDev(owner.id) || top !== 'src') return true;
  return isInFolder(rest, 'node') || /\.test\.tsx?$/.test(path);
}

/** Whether a file is in `testing/`, where the conformance suites of ports are. */
export function isTestSupport({ path }: HouseFile): boolean {
  return isInFolder(path.split('/'), 'testing');
}

function isInFolder(path: readonly string[], folder: string): boolean {
  return path.slice(0, -1).includes(folder);
}
