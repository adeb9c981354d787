import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CRASH_SCRIPTS } from './crash-scripts.ts';
import { enumerateCrashStates } from './enumerate-crash-states.ts';

/** Scripts that take things away, which have more states. */
const SCRIPTS = ['truncation-in-a-segment', 'delete-topic-later'];

for (const script of CRASH_SCRIPTS.filter(({ name }) => SCRIPTS.includes(name))) {
  test(`whatever a crash leaves is recovered: ${script.name}`, async () => {
    const outcome = await enumerateCrashStates(script, { failuresMax: 1 });
    for (const { says, error } of outcome.failures) assert.fail(`${says}\n${String(error)}`);
    assert.equal(outcome.cutMoments, 0, 'every moment with few pending operations is whole');
    assert.equal(outcome.states > 15, true);
  });
}
