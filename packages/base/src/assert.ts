/**
 * Throws an `AssertionFailure` unless `condition` holds. For invariants of our own code: a failure
 * means a bug, and the process should stop rather than go on with a broken state. Stays on in
 * production. Never use it for input from outside, which gets a `KafkaError`.
 */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new AssertionFailure(invariant);
}

/** Marks a place that an exhaustive `switch` never reaches; the type makes the compiler check it. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unreachable value ${String(value)}`);
}

/** A broken invariant. Nothing catches it on purpose. */
export class AssertionFailure extends Error {
  override readonly name: string = 'AssertionFailure';
}
