import type { Replacement } from '../planted-bug.ts';

/** The sources of the storage, relative to the root of the repository. */
export const STORAGE = 'packages/storage/src';

/** A sync, or a step that has to come before another, that is left out in a copy of the tree. */
export interface LeftOutStep {
  readonly name: string;
  /** What a loss of power does then, as a sentence. */
  readonly says: string;
  readonly replacements: readonly Replacement[];
  /** The scripts of the crash enumeration that are most likely to find it; they are asked first. */
  readonly scripts: readonly string[];
  /** A test of the storage that finds it, in `dist`, where no script of the crash enumeration does. */
  readonly test?: string;
  /** Why nothing is lost without it, if that is so: another step does the same. */
  readonly spare?: string;
}
