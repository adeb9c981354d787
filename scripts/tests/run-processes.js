import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../bootstrap/failure.js';
import { ROOT } from '../bootstrap/root.js';

/** @typedef {import('./plan-processes.js').TestProcess} TestProcess */

const WORK = join(ROOT, '.cache', 'tests');
const TALLY = join(WORK, 'tally.json');
const LIMITS = {
  fast: { fileMs: 60_000, processMs: 300_000 },
  slow: { fileMs: 600_000, processMs: 660_000 },
};

/**
 * Runs the processes under Node's test runner, two at a time.
 *
 * @param {readonly TestProcess[]} processes
 * @param {string | undefined} grep a pattern for the names of tests
 */
export async function runProcesses(processes, grep) {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const entries = processes.map(writeEntry);
  const code = await runRunner([...runnerArguments(grep), ...entries]);
  if (code !== 0) throw new Failure('Tests failed: see the first failure above.');
  checkTally(grep);
}

/**
 * Node's runner starts one process per file, so each process gets a file that names its tests.
 *
 * @param {TestProcess} process
 */
function writeEntry(process) {
  const runner = pathToFileURL(join(ROOT, 'scripts', 'tests', 'run-files.js')).href;
  const files = process.tests.map(({ source, module }) => ({ source, module }));
  const options = { files, ...(process.slow ? LIMITS.slow : LIMITS.fast) };
  const entry = join(WORK, `${process.name}.js`);
  writeFileSync(
    entry,
    `import { runFiles } from ${JSON.stringify(runner)};\nrunFiles(${JSON.stringify(options)});\n`,
  );
  return entry;
}

/** @param {string | undefined} grep */
function runnerArguments(grep) {
  return [
    '--test',
    '--enable-source-maps',
    '--test-concurrency=2',
    // Node 20 and 22 apply it to a process, 24 and 26 to a test: the limits of a file are tighter.
    `--test-timeout=${LIMITS.slow.processMs}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${pathToFileURL(join(ROOT, 'scripts', 'tests', 'tally-reporter.js')).href}`,
    `--test-reporter-destination=${TALLY}`,
    ...(grep === undefined ? [] : [`--test-name-pattern=${grep}`]),
  ];
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runRunner(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** @param {string | undefined} grep */
function checkTally(grep) {
  /** @type {{ total: number, empty: string[] }} */
  const { total, empty } = JSON.parse(readFileSync(TALLY, 'utf8'));
  if (total === 0) throw new Failure('No test has a name that matches, so nothing was tested.');
  if (grep === undefined && empty.length > 0) {
    throw new Failure(`There is no test in ${empty.join(', ')}.`);
  }
}
