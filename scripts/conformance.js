import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.js';
import { Failure, runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';
import { listFiles } from './bootstrap/walk.js';
import { readArguments } from './conformance/arguments.js';
import { installForeignPrograms } from './conformance/install.js';

const PACKAGE = join(ROOT, 'packages', 'conformance');

/**
 * How many files run at a time: two, because foreign tools wait more than they compute. A file that
 * judges times is named `*.alone.conformance.ts` and runs by itself.
 */
const CONCURRENCY = 2;
const PLAIN_MS_MAX = 240_000;
const WHOLE_MS_MAX = 1_800_000;

/**
 * Runs foreign clients and tools against real broker processes, and beside an Apache Kafka 4.3.1:
 * `npm run conformance [-- --all] [part-of-a-path ...]`.
 */
await runScript(async () => {
  const { isWhole, words } = readArguments(process.argv.slice(2));
  await bootstrap();
  const files = listFiles(join(PACKAGE, 'src'))
    .filter((file) => file.endsWith('.conformance.ts'))
    .filter((file) => isWhole || !file.endsWith('.long.conformance.ts'))
    .filter((file) => words.every((word) => file.includes(word)))
    .map((file) => file.replace(`${PACKAGE}/src`, `${PACKAGE}/dist`).replace(/\.ts$/, '.js'));
  if (files.length === 0) {
    throw new Failure(`No conformance file has ${words.join(' and ')} in its path.`);
  }
  const env = { ...process.env, ODRADEK_CONFORMANCE: isWhole ? 'all' : 'plain' };
  installForeignPrograms(env);
  const alone = files.filter((file) => file.endsWith('.alone.conformance.js'));
  const together = files.filter((file) => !alone.includes(file));
  const timeoutMs = isWhole ? WHOLE_MS_MAX : PLAIN_MS_MAX;
  // All of them, so that one run tells everything that is wrong.
  const passed = [
    runFiles(alone, { concurrency: 1, timeoutMs, env }),
    runFiles(together, { concurrency: CONCURRENCY, timeoutMs, env }),
  ];
  if (passed.includes(false)) throw new Failure('Conformance failed; the tests above say where.');
});

/**
 * Runs test files. Returns whether all passed.
 *
 * @param {readonly string[]} files
 * @param {{ concurrency: number, timeoutMs: number, env: NodeJS.ProcessEnv }} options
 */
function runFiles(files, { concurrency, timeoutMs, env }) {
  if (files.length === 0) return true;
  const args = [
    '--test',
    '--test-reporter=spec',
    '--enable-source-maps',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${timeoutMs}`,
    ...files,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  return status === 0;
}
