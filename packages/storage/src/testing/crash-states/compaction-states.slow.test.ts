import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COMPACTION_SCRIPTS } from './compaction-scripts.ts';
import { enumerateCrashStates } from './enumerate-crash-states.ts';

/** A few states of each moment of one script; `node/main.ts` goes through all of all. */
const SCRIPTS = ['compaction'];

for (const script of COMPACTION_SCRIPTS.filter(({ name }) => SCRIPTS.includes(name))) {
  test(`what a crash leaves of a compaction is recovered: ${script.name}`, async () => {
    const outcome = await enumerateCrashStates(script, { failuresMax: 1, isQuick: true });
    for (const { says, error } of outcome.failures) assert.fail(`${says}\n${String(error)}`);
    assert.equal(outcome.states > 200, true);
  });
}
