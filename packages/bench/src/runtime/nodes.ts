import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npm } from './npm.ts';

const CACHE = fileURLToPath(new URL('../../../../.cache/nodes', import.meta.url));

/**
 * The path of a Node of this major version: the one that runs, or one of npm's, which is installed
 * into `.cache/nodes` if it is not there.
 */
export function nodeOf(major: number): string {
  if (Number.parseInt(process.versions.node, 10) === major) return process.execPath;
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = join(CACHE, String(major));
  const path = join(
    folder,
    'node_modules',
    name,
    'bin',
    platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(path)) return path;
  console.error(`Installing Node ${major} into .cache/nodes ...`);
  npm(['install', '--no-save', '--prefix', folder, `${name}@${major}`]);
  return path;
}
