import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SKIPPED = ['node_modules', 'dist', '.git', '.cache', 'data', 'target', 'testdata'];
const BYTES_MAX = 1024 * 1024;

/** Hosts such as those of npm and its mirrors; a schema registry is not one of them. */
const REGISTRY_HOST = /https?:\/\/(registry\.[a-z0-9-]+\.[a-z]|[^/\s"']*\bnpmmirror\.)/i;
const RESOLVED_URL = /"resolved":\s*"[^"]*:\/\//;
const REGISTRY_SETTING = /^\s*(@[^:\s]+:)?registry\s*=/m;

/**
 * The files of a project that name the registry which packages come from. Each machine has its own,
 * and a lock that names one cannot be installed on the others.
 */
export function checkRegistry(root: string): string[] {
  return listTextFiles(root)
    .filter((file) => namesRegistry(file))
    .map((file) => relative(root, file).split(sep).join('/'))
    .map((file) => `${file}: it names a package registry, which is a matter of each machine.`);
}

function namesRegistry(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('package-lock.json') && RESOLVED_URL.test(text)) return true;
  if (file.endsWith('.npmrc') && REGISTRY_SETTING.test(text)) return true;
  return REGISTRY_HOST.test(text);
}

function listTextFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listTextFiles(path);
    const small = entry.isFile() && statSync(path).size <= BYTES_MAX;
    return small || entry.name === 'package-lock.json' ? [path] : [];
  });
}
