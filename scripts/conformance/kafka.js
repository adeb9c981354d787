import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from '../bootstrap.js';
import { runScript } from '../bootstrap/failure.js';
import { ROOT } from '../bootstrap/root.js';
import { installForeignPrograms } from './install.js';

const MAIN = join(ROOT, 'packages', 'conformance', 'dist', 'apache-kafka', 'main.js');

/** Apache Kafka 4.3.1 by hand: `node scripts/conformance/kafka.js start`, or `tool CLASS ARGS`. */
await runScript(async () => {
  await bootstrap();
  installForeignPrograms(process.env, ['apache-kafka']);
  const args = ['--enable-source-maps', MAIN, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
