import { join } from 'node:path';

import { outputOf } from '../process/run-program.ts';
import { type Installed, PACKAGE } from './cache.ts';

const CLIENTS = join(PACKAGE, 'clients');
const FLAGS = ['--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'];
const DOWNLOAD_MS_MAX = 300_000;

/** The JavaScript clients, where the programs beside them find them. */
export const npmPackages: Installed = {
  folder: join(CLIENTS, 'node_modules'),
  sources: ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(CLIENTS, name)),
  async install() {
    await outputOf('npm', ['ci', ...FLAGS], { directory: CLIENTS, runMsMax: DOWNLOAD_MS_MAX });
  },
};
