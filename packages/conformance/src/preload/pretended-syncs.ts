import { spawnSync } from 'node:child_process';
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

/** Why nothing can be compiled to be preloaded here; undefined if it can. */
export function whyNoPreload(): string | undefined {
  if (process.platform !== 'linux') return 'LD_PRELOAD is of Linux';
  const { status } = spawnSync('gcc', ['--version']);
  return status === 0 ? undefined : 'gcc is missing (Debian: gcc, libc6-dev)';
}
