import type { SeedOutcome } from '../runner/seed-process.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What a seed says of a bug. */
export type Verdict =
  | { readonly type: 'well' }
  /** It has broken what the bug must break. */
  | { readonly type: 'found'; readonly says: string }
  /** It has failed for another reason, which proves nothing. */
  | { readonly type: 'failed'; readonly says: string };

/** Whether a seed has found a bug. */
export function judge(bug: PlantedBug, outcome: SeedOutcome): Verdict {
  if (outcome.type === 'lost') return { type: 'failed', says: outcome.reason };
  const { failure } = outcome.result;
  if (failure === undefined) return { type: 'well' };
  const { invariant, explanation } = failure;
  if (invariant === undefined)
    return { type: 'failed', says: `not by an invariant: ${explanation}` };
  const says = `Broken: ${invariant}. ${explanation}`;
  return { type: bug.breaks.includes(invariant) ? 'found' : 'failed', says };
}
