import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/root.js';

/** @typedef {import('./plan-processes.js').TestProcess} TestProcess */

/**
 * @typedef {object} Limits
 * @property {number} fileMs how long the tests of one file may take together
 * @property {number} processMs how long a process may take, even if it never yields
 */

/**
 * @typedef {object} RunnerOptions
 * @property {string} work a folder for the files of this run, removed afterwards
 * @property {{ fast: Limits, slow: Limits }} limits
 * @property {string | undefined} grep a pattern for the names of tests
 * @property {'inherit' | 'ignore'} output
 */

/**
 * @typedef {object} Verdict
 * @property {number} code the exit code of the runner
 * @property {number} ran how many tests ran
 * @property {string[]} empty the files without a test
 * @property {string[]} failed the tests and suites that failed
 */

/**
 * Runs the processes under Node's test runner, two at a time.
 *
 * @param {readonly TestProcess[]} processes
 * @param {RunnerOptions} options
 * @returns {Promise<Verdict>}
 */
export async function runProcesses(processes, options) {
  rmSync(options.work, { recursive: true, force: true });
  mkdirSync(options.work, { recursive: true });
  const entries = processes.map((process) => writeEntry(process, options));
  const code = await runRunner([...runnerArguments(options), ...entries], options.output);
  const tally = readTally(options);
  rmSync(options.work, { recursive: true, force: true });
  return { code, ...tally };
}

/**
 * Node's runner starts one process per file, so each process gets a file that names its tests.
 *
 * @param {TestProcess} process
 * @param {RunnerOptions} options
 */
function writeEntry(process, { work, limits }) {
  const runFiles = JSON.stringify(new URL('./run-files.js', import.meta.url).href);
  const files = process.tests.map(({ source, module }) => ({ source, module }));
  const run = JSON.stringify({ files, ...(process.slow ? limits.slow : limits.fast) });
  const entry = join(work, `${process.name}.mjs`);
  writeFileSync(entry, `import { runFiles } from ${runFiles};\nrunFiles(${run});\n`);
  return entry;
}

/** @param {RunnerOptions} options */
function runnerArguments({ limits, grep, work }) {
  return [
    '--test',
    '--enable-source-maps',
    '--test-concurrency=2',
    // Node 20 and 22 apply it to a process, 24 and 26 to a test; our own limits are tighter.
    `--test-timeout=${Math.max(limits.fast.processMs, limits.slow.processMs)}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('./tally-reporter.js', import.meta.url).href}`,
    `--test-reporter-destination=${tallyFile(work)}`,
    ...(grep === undefined ? [] : [`--test-name-pattern=${grep}`]),
  ];
}

/**
 * @param {readonly string[]} args
 * @param {'inherit' | 'ignore'} output
 * @returns {Promise<number>}
 */
function runRunner(args, output) {
  const env = { ...process.env };
  // A test of this file runs in a runner itself, which an inner one must not know.
  delete env['NODE_TEST_CONTEXT'];
  return new Promise((resolve, reject) => {
    const stdio = /** @type {const} */ (['ignore', output, output]);
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: [...stdio] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * @param {RunnerOptions} options
 * @returns {Omit<Verdict, 'code'>}
 */
function readTally({ work }) {
  const file = tallyFile(work);
  // A runner that was killed leaves none, or an empty one.
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text === '' ? { ran: 0, empty: [], failed: [] } : JSON.parse(text);
}

/** @param {string} work */
function tallyFile(work) {
  return join(work, 'tally.json');
}
