import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../bootstrap/temporary-folder.js';
import { runProcesses } from './run-processes.js';
import { checkVerdict } from './verdict.js';

const GOOD = "import { test } from 'node:test';\ntest('passes', () => {});\n";
const LONG = { fileMs: 60_000, processMs: 60_000 };
const SHORT = { fileMs: 1_000, processMs: 3_000 };

/** Each would pass, or hang, under `node --test` of at least one version that we run on. */
const BAD = {
  'never ends': "test('bad', () => new Promise(() => { setInterval(() => {}, 1e6); }));",
  'never gives the event loop back': "test('bad', () => { for (;;); });",
  'leaves a server open':
    "import net from 'node:net';\ntest('bad', (t, done) => { net.createServer().listen(0, done); });",
  'ends the process': "test('bad', () => { process.exit(0); });",
  'cannot be loaded': "test('bad', () => {});\nthrow new Error('not loaded');",
  'throws after its end':
    "test('bad', () => { setTimeout(() => { throw new Error('late'); }, 20); });",
  'has no test': '',
};

describe('a test file fails the run', { concurrency: 4 }, () => {
  for (const [fault, source] of Object.entries(BAD)) {
    test(`if it ${fault}`, async (context) => {
      const bad = `import { test } from 'node:test';\n${source}\n`;
      const verdict = await runSources(context, { 'bad.mjs': bad, 'good.mjs': GOOD }, SHORT);
      assert.throws(() => checkVerdict(verdict, undefined));
    });
  }
});

test('a run in which all is well passes', async (context) => {
  const verdict = await runSources(context, { 'good.mjs': GOOD, 'better.mjs': GOOD }, LONG);
  checkVerdict(verdict, undefined);
  assert.equal(verdict.ran, 2);
});

test('a pattern that no name matches fails the run', async (context) => {
  const verdict = await runSources(context, { 'good.mjs': GOOD }, LONG, 'nothing like it');
  assert.throws(() => checkVerdict(verdict, 'nothing like it'), /nothing was tested/);
});

/**
 * Runs test files in one process.
 *
 * @param {import('node:test').TestContext} context
 * @param {Record<string, string>} files
 * @param {import('./run-processes.js').Limits} limits
 * @param {string} [grep]
 */
function runSources(context, files, limits, grep) {
  const folder = temporaryFolder(context, files);
  const tests = Object.keys(files).map((name) => {
    return { source: name, module: join(folder, name), slow: false, bytes: 1 };
  });
  return runProcesses([{ name: 'fast-1', slow: false, tests }], {
    work: join(folder, 'work'),
    limits: { fast: limits, slow: limits },
    grep,
    output: 'ignore',
  });
}
