import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FAULT_KINDS, type FaultKind } from './fault-run.ts';
import { runChapters } from './run-chapters.ts';

/** A part of what `run-fault-test.ts` does: so many chapters, a fault every so many operations. */
const CHAPTERS = 8;
const EVERY = 211;

test('a disk that fails at any operation loses nothing that was acknowledged, and what it leaves is opened', async () => {
  const errors: unknown[] = [];
  const kinds = Object.keys(FAULT_KINDS) as FaultKind[];
  const outcome = await runChapters({
    seed: 1,
    kinds,
    every: EVERY,
    from: 0,
    chapters: CHAPTERS,
    chapter: -1,
    onError: (error) => errors.push(error),
  });
  assert.deepEqual(errors, []);
  assert.equal(outcome.operations, CHAPTERS * 40);
  assert.equal(outcome.counts.size, 15, 'every kind of operation comes');
  for (const kind of kinds) assert.equal((outcome.runs.get(kind) ?? 0) > 5, true, kind);
});
