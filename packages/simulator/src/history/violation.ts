import type { Invariant } from './invariant.ts';

/** An invariant that did not hold. It ends the seed. */
export class Violation extends Error {
  /** What did not hold. */
  readonly invariant: Invariant;
  /** What was seen instead, in a few lines that a person can follow. */
  readonly explanation: string;

  constructor(invariant: Invariant, explanation: string, cause?: unknown) {
    super(`${invariant}: ${explanation}`, cause === undefined ? {} : { cause });
    this.name = 'Violation';
    this.invariant = invariant;
    this.explanation = explanation;
  }
}

/** Raises a `Violation` unless `condition` holds; `explain` is only called if it does not. */
export function must(
  condition: boolean,
  invariant: Invariant,
  explain: () => string,
): asserts condition {
  if (!condition) throw new Violation(invariant, explain());
}
