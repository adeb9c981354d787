import { join } from 'node:path';

import { outputOf } from '../process/run-program.ts';
import { CACHE, type Installed, PACKAGE } from './cache.ts';

const REQUIREMENTS = join(PACKAGE, 'python', 'requirements.txt');
const DOWNLOAD_MS_MAX = 300_000;

/** A virtual environment of Python with confluent-kafka and aiokafka. */
export const pythonPackages: Installed = {
  folder: join(CACHE, 'python'),
  sources: [REQUIREMENTS],
  async install(folder) {
    await outputOf('python3', ['-m', 'venv', folder], { runMsMax: DOWNLOAD_MS_MAX });
    const flags = ['--quiet', '--disable-pip-version-check', '--only-binary', ':all:'];
    await outputOf(join(folder, 'bin', 'pip'), ['install', ...flags, '-r', REQUIREMENTS], {
      runMsMax: DOWNLOAD_MS_MAX,
    });
  },
};

/** The path of the Python of the virtual environment. */
export function pythonPath(): string {
  return join(pythonPackages.folder, 'bin', 'python');
}
