import { inspect, isDeepStrictEqual } from 'node:util';

/** A log has answered something else than its model. */
export class LogDifference extends Error {
  override readonly name: string = 'LogDifference';
}

/** Raises `LogDifference` unless the log's answer is the model's. */
export function checkSame(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new LogDifference(
    `${what}: the log says ${textOf(actual)}, the model says ${textOf(expected)}`,
  );
}

function textOf(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: Infinity });
}
