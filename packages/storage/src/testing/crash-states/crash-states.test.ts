import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CRASH_SCRIPTS } from './crash-scripts.ts';
import { drawCrashStates } from './draw-crash-states.ts';
import { enumerateCrashStates } from './enumerate-crash-states.ts';

/** A part of what `node/main.ts` does; others are in `crash-states.slow.test.ts`. */
const SCRIPTS = ['append-first', 'append-later'];
const RANDOM_STATES = 100;

for (const script of CRASH_SCRIPTS.filter(({ name }) => SCRIPTS.includes(name))) {
  test(`whatever a crash leaves is recovered: ${script.name}`, async () => {
    const outcome = await enumerateCrashStates(script, { failuresMax: 1 });
    for (const { says, error } of outcome.failures) {
      assert.fail(`${says}\n${String(error)}`);
    }
    assert.equal(outcome.cutMoments, 0, 'every moment with few pending operations is whole');
    assert.equal(outcome.states > 15, true);
  });
}

test('random states are recovered, also those that a recovery leaves', async () => {
  const options = { seed: 1, count: RANDOM_STATES, firstRun: 0, failuresMax: 1 };
  const outcome = await drawCrashStates(options);
  for (const { says, error } of outcome.failures) assert.fail(`${says}\n${String(error)}`);
  assert.equal(outcome.states >= RANDOM_STATES, true);
  assert.equal(outcome.ofRecoveries > 0, true);
});
