import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file below a folder, in a stable order; none if the folder is missing.
 *
 * @param {string} folder
 * @returns {string[]} paths that begin with `folder`
 */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const files = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...listFiles(path));
    else files.push(path);
  }
  return files;
}

/**
 * The folders of the packages that `tsc` builds.
 *
 * @param {string} root
 */
export function listPackages(root) {
  const packages = join(root, 'packages');
  if (!existsSync(packages)) return [];
  return readdirSync(packages)
    .sort()
    .map((name) => join(packages, name))
    .filter((folder) => existsSync(join(folder, 'tsconfig.json')));
}

/**
 * @param {{ name: string }} left
 * @param {{ name: string }} right
 */
function byName(left, right) {
  return left.name < right.name ? -1 : 1;
}
