import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../native/padded-sync.c', import.meta.url));
const MICROSECONDS_PER_MS = 1000;

/**
 * The environment of a process whose syncs take so many milliseconds at least; an empty one for 0.
 * Compiles what does it into `directory`, for which gcc and Linux are needed.
 */
export function paddedSyncs(
  directory: string,
  paddingMs: number,
): Readonly<Record<string, string>> {
  if (paddingMs === 0) return {};
  const library = join(directory, 'padded-sync.so');
  const args = ['-shared', '-fPIC', '-O2', '-o', library, SOURCE, '-ldl'];
  const { status } = spawnSync('gcc', args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('To pad syncs takes Linux and gcc (Debian: gcc, libc6-dev).');
  return {
    LD_PRELOAD: library,
    SYNC_PADDING_MICROSECONDS: String(Math.round(paddingMs * MICROSECONDS_PER_MS)),
  };
}
