import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrapTools } from './bootstrap.js';
import { buildProject } from './bootstrap/build.js';
import { runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';

const MAIN = join(ROOT, 'packages', 'simulator', 'dist', 'main.js');

/** Simulates: `npm run simulate -- --seeds 100`; without arguments it says how it is used. */
await runScript(async () => {
  await bootstrapTools();
  await buildProject('packages/simulator');
  const args = ['--enable-source-maps', MAIN, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
