import type { Work } from '../../sampling/compare.ts';

/** The same task, done by ours and by a rival in the same version of the API. */
export interface Pair {
  readonly task: string;
  /** In which way ours does it. */
  readonly form: string;
  /** Whether the goal is for this row; the other rows show further ways that ours has. */
  readonly counts: boolean;
  readonly rival: string;
  readonly apiVersion: number;
  readonly ours: Work;
  readonly theirs: Work;
}
