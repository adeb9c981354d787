import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LEFT_OUT, LISTED_TESTS } from './suite-lists.ts';
import { runSuiteTest } from './suite-run.ts';

/** For one that asks for something that is refused and goes on without it. */
const PATIENCE_MS = 60_000;

test("librdkafka's own tests", async (context) => {
  for (const name of LISTED_TESTS.filter((each) => !LEFT_OUT.has(each))) {
    await context.test(name, async () => {
      const { hasPassed, said } = await runSuiteTest(name, PATIENCE_MS);
      assert(hasPassed, said);
    });
  }
});

test("those of librdkafka's own tests that are left out ask for what is not built yet", async (context) => {
  for (const [name, api] of LEFT_OUT) {
    await context.test(`${name}: ${api}`, async () => {
      const { refusedApis, said } = await runSuiteTest(name, 0);
      assert(refusedApis.includes(api), `It is not to be left out any more.\n${said}`);
    });
  }
});

test('every test that is left out is one of those that are listed', () => {
  const unknown = Array.from(LEFT_OUT.keys()).filter((name) => !LISTED_TESTS.includes(name));
  assert.deepEqual(unknown, []);
});
