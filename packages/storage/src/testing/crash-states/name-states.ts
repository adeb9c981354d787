import type { SeededRandom } from '@odradek/base/testing';

import type { States } from './file-states.ts';
import {
  type NameChange,
  type Names,
  namesAfter,
  type UnsyncedDirectory,
} from './recorded-directory.ts';

/** Up to so many changes all of their combinations are made. */
const WHOLE_CHANGES_MAX = 10;

/**
 * What a directory may hold after a crash. Each change of its names is there or not, independently of
 * the others, except that changes of one name come in their order; a rename is there as a whole. With
 * many changes, a choice: the first some, all but one with what follows from it, and each alone.
 */
export function nameStates({ durable, pending }: UnsyncedDirectory): States<Names> {
  const isWhole = pending.length <= WHOLE_CHANGES_MAX;
  const chosen = isWhole ? allSubsets(pending) : someSubsets(pending);
  const found = new Map<string, Names>();
  const numbers = new Map<unknown, number>();
  const add = (names: Names): void => {
    const key = [...names]
      .map(([name, node]) => {
        if (!numbers.has(node)) numbers.set(node, numbers.size);
        return `${name} ${numbers.get(node)}`;
      })
      .sort()
      .join('\n');
    found.delete(key);
    found.set(key, names);
  };
  add(durable);
  for (const subset of chosen) add(namesAfter(durable, subset));
  return { states: [...found.values()], isWhole };
}

/** One state of all that are legal. */
export function drawNameState(
  { durable, pending }: UnsyncedDirectory,
  random: SeededRandom,
): Names {
  const isOrdered = random.chance(0.3);
  const wanted = random.below(pending.length + 1);
  const isWanted = (_: NameChange, index: number): boolean =>
    isOrdered ? index < wanted : random.chance(0.6);
  return namesAfter(durable, closed(pending, isWanted));
}

/** In ascending order of what they have, so that everything comes last. */
function allSubsets(pending: readonly NameChange[]): readonly (readonly NameChange[])[] {
  let subsets: readonly (readonly NameChange[])[] = [[]];
  for (const [index, change] of pending.entries()) {
    const needed = pending.slice(0, index).filter((before) => sharesName(before, change));
    const longer = subsets
      .filter((subset) => needed.every((before) => subset.includes(before)))
      .map((subset) => [...subset, change]);
    subsets = [...subsets, ...longer];
  }
  return subsets;
}

function* someSubsets(pending: readonly NameChange[]): Iterable<readonly NameChange[]> {
  for (const index of pending.keys()) {
    yield closed(pending, (_, other) => other < index);
    yield closed(pending, (_, other) => other !== index);
    yield aloneAt(pending, index);
  }
  yield pending;
}

/** A change and what had to come before it. */
function aloneAt(pending: readonly NameChange[], index: number): readonly NameChange[] {
  const kept: NameChange[] = [];
  for (const change of pending.slice(0, index + 1).toReversed()) {
    if (kept.length === 0 || kept.some((later) => sharesName(change, later))) kept.unshift(change);
  }
  return kept;
}

/** Those that are wanted and whose names have all changes before them. */
function closed(
  pending: readonly NameChange[],
  isWanted: (change: NameChange, index: number) => boolean,
): readonly NameChange[] {
  const kept = new Set<NameChange>();
  for (const [index, change] of pending.entries()) {
    const needed = pending.slice(0, index).filter((before) => sharesName(before, change));
    if (needed.every((before) => kept.has(before)) && isWanted(change, index)) kept.add(change);
  }
  return [...kept];
}

function sharesName(one: NameChange, other: NameChange): boolean {
  const names = namesIn(other);
  return namesIn(one).some((name) => names.includes(name));
}

function namesIn(change: NameChange): readonly string[] {
  return change.type === 'rename' ? [change.source, change.target] : [change.name];
}
