import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LEFT_OUT, listedTests, type SuiteProtocol } from './suite-lists.ts';
import { runSuiteTest } from './suite-run.ts';

/** For one that asks for something that is refused and goes on without it. */
const PATIENCE_MS = 60_000;

/** Tests that librdkafka's own tests, with members that join groups by `protocol`, pass or are left out for a reason. */
export function testSuite(protocol: SuiteProtocol): void {
  const listed = listedTests(protocol);

  test(`librdkafka's own tests with the ${protocol} protocol`, async (context) => {
    for (const name of listed.filter((each) => !LEFT_OUT.has(each))) {
      await context.test(name, async () => {
        const { hasPassed, said } = await runSuiteTest(name, protocol, PATIENCE_MS);
        assert(hasPassed, said);
      });
    }
  });

  test("those of librdkafka's own tests that are left out ask for what is not built yet", async (context) => {
    for (const [name, api] of LEFT_OUT) {
      await context.test(`${name}: ${api}`, async () => {
        const { refusedApis, said } = await runSuiteTest(name, protocol, 0);
        assert(refusedApis.includes(api), `It is not to be left out any more.\n${said}`);
      });
    }
  });

  test('every test that is left out is one of those that are listed', () => {
    const unknown = Array.from(LEFT_OUT.keys()).filter((name) => !listed.includes(name));
    assert.deepEqual(unknown, []);
  });
}
