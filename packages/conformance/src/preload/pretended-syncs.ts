import { join } from 'node:path';

import { PACKAGE } from '../installation/cache.ts';
import { outputOf } from '../process/run-program.ts';

const SOURCE = join(PACKAGE, 'preload', 'pretended-syncs.c');

/**
 * The environment of a broker whose syncs of records only pretend. Needs gcc, and puts what it
 * compiles into `folder`.
 */
export async function pretendedSyncs(folder: string): Promise<Readonly<Record<string, string>>> {
  const library = join(folder, 'pretended-syncs.so');
  await outputOf('gcc', ['-shared', '-fPIC', '-O2', '-Wall', '-Werror', '-o', library, SOURCE]);
  return { LD_PRELOAD: library };
}
