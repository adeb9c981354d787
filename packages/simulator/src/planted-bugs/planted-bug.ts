import type { Invariant } from '../history/invariant.ts';

/** One place that a planted bug changes. */
export interface Replacement {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** Text that stands there exactly once. */
  readonly anchor: string;
  /** What stands there instead. */
  readonly replacement: string;
}

/** A bug that is planted in a copy of the tree, to see that the simulation finds it. */
export interface PlantedBug {
  readonly name: string;
  /** What is wrong, as a sentence. */
  readonly says: string;
  /** It is found only if a seed breaks one of these. */
  readonly breaks: readonly Invariant[];
  readonly replacements: readonly Replacement[];
}
