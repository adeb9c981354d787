import type { LogOperation } from './log-operation.ts';

/** How many operations may be done again for it, which takes some seconds. */
const OPERATIONS_MAX = 60_000;

/**
 * Leaves out operations as long as the others still fail, in ever smaller pieces (Zeller's delta
 * debugging), with limited effort. Answers the fewest that were found to fail; all,
 * if what fails does not fail again.
 */
export async function shrinkOperations(
  operations: readonly LogOperation[],
  fails: (operations: readonly LogOperation[]) => Promise<boolean>,
): Promise<readonly LogOperation[]> {
  let left = operations;
  let effort = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < left.length && effort < OPERATIONS_MAX;) {
      const candidate = [...left.slice(0, start), ...left.slice(start + size)];
      effort += candidate.length;
      if (await fails(candidate)) left = candidate;
      else start += size;
    }
  }
  return left;
}
