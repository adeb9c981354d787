import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CHECKPOINT = 'cleaner-offset-checkpoint';

/**
 * Whether the first partition of a topic was compacted, by the checkpoint that brokers write into their
 * data directory when they are done.
 */
export function isCleaned(dataDirectory: string, topic: string): boolean {
  const path = join(dataDirectory, CHECKPOINT);
  if (!existsSync(path)) return false;
  return readFileSync(path, 'utf8')
    .split('\n')
    .some((line) => {
      const [name, partition, offset] = line.split(' ');
      return name === topic && partition === '0' && Number(offset) > 0;
    });
}

/** The bytes of the complete segments of the first partition of a topic, which compaction reads. */
export function completeBytes(dataDirectory: string, topic: string): number {
  const folder = join(dataDirectory, `${topic}-0`);
  const segments = readdirSync(folder).filter((name) => name.endsWith('.log'));
  const complete = segments.sort().slice(0, -1);
  return complete.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
