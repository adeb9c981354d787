import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.js';
import { ROOT } from '../bootstrap/root.js';

const MAIN = join(ROOT, 'packages', 'conformance', 'dist', 'installation', 'main.js');

/**
 * Installs what is missing of the foreign clients and of Apache Kafka, into ignored folders.
 *
 * @param {NodeJS.ProcessEnv} env says how much: see `packages/conformance/src/extent`
 * @param {readonly string[]} only `apache-kafka` to install nothing else
 */
export function installForeignPrograms(env, only = []) {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', MAIN, ...only], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Failure('Conformance needs foreign programs; see above what to do.');
}
