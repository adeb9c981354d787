import { join } from 'node:path';
import { bootstrap } from './bootstrap.js';
import { runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';
import { parseTestArguments } from './tests/arguments.js';
import { checkTests, findTests, selectTests } from './tests/find-tests.js';
import { planProcesses } from './tests/plan-processes.js';
import { runProcesses } from './tests/run-processes.js';
import { checkVerdict } from './tests/verdict.js';

const FAST_PROCESSES = 2;
const LIMITS = {
  fast: { fileMs: 60_000, processMs: 300_000 },
  slow: { fileMs: 600_000, processMs: 660_000 },
};

await runScript(async () => {
  const { words, grep, fast } = parseTestArguments(process.argv.slice(2));
  await bootstrap();
  const tests = selectTests(findTests(ROOT), words).filter((test) => !(fast && test.slow));
  checkTests(tests);
  const verdict = await runProcesses(planProcesses(tests, FAST_PROCESSES), {
    // Of its own, so that two runs at once do not take each other's files.
    work: join(ROOT, '.cache', 'tests', String(process.pid)),
    limits: LIMITS,
    grep,
    output: 'inherit',
  });
  checkVerdict(verdict, grep);
});
