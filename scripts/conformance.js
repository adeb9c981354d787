import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.js';
import { Failure, runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';
import { listFiles } from './bootstrap/walk.js';

const PACKAGE = join(ROOT, 'packages', 'conformance');

const TEST_MS_MAX = 240_000;

/** Runs foreign clients against real broker processes: `npm run conformance [-- part-of-a-path]`. */
await runScript(async () => {
  await bootstrap();
  const words = process.argv.slice(2);
  const files = listFiles(join(PACKAGE, 'src'))
    .filter((file) => file.endsWith('.conformance.ts'))
    .filter((file) => words.every((word) => file.includes(word)))
    .map((file) => file.replace(`${PACKAGE}/src`, `${PACKAGE}/dist`).replace(/\.ts$/, '.js'));
  if (files.length === 0) {
    throw new Failure(`No conformance file has ${words.join(' and ')} in its path.`);
  }
  const args = [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=1',
    `--test-timeout=${TEST_MS_MAX}`,
    ...files,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Failure('Conformance failed; the tests above say where.');
});
