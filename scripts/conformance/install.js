import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.js';
import { ROOT } from '../bootstrap/root.js';

const MAIN = join(ROOT, 'packages', 'conformance', 'dist', 'installation', 'main.js');

/** Installs what is missing of the foreign clients and of Apache Kafka, into ignored folders. */
export function installForeignPrograms() {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', MAIN], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Failure('Conformance needs foreign programs; see above what to do.');
}
