import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, bootstrapTools } from './bootstrap.js';
import { buildProject } from './bootstrap/build.js';
import { runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';

const MAIN = join(ROOT, 'packages', 'bench', 'dist', 'main.js');

/** What starts programs of other packages, which a build of the bench alone does not make. */
const WHOLE = ['connections', 'produce'];

/** Measures: `npm run bench -- protocol`; without arguments it says how it is used. */
await runScript(async () => {
  if (WHOLE.includes(process.argv[2] ?? '')) await bootstrap();
  else {
    await bootstrapTools();
    await buildProject('packages/bench');
  }
  const args = ['--enable-source-maps', MAIN, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
