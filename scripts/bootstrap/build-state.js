import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, listPackages } from './walk.js';

const ROOT_FILES = [
  'tsconfig.json',
  'tsconfig.base.json',
  'package-lock.json',
  'scripts/bootstrap/bundle.js',
  'scripts/bootstrap/keep-code.js',
  'scripts/bootstrap/warm-up-requests.js',
  'packages/odradek/bin/load-bundle.js',
];
const PACKAGE_FILES = ['package.json', 'tsconfig.json'];

/**
 * Whether nothing has changed since `rememberBuild`: neither what goes into the build nor the list
 * of what came out of it. It costs a tenth of asking `tsc -b`.
 *
 * @param {string} root
 */
export function isBuilt(root) {
  const file = stateFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === describeBuild(root);
}

/**
 * Notes that everything has just been built.
 *
 * @param {string} root
 */
export function rememberBuild(root) {
  mkdirSync(dirname(stateFile(root)), { recursive: true });
  writeFileSync(stateFile(root), describeBuild(root));
}

/** @param {string} root */
function describeBuild(root) {
  const hash = createHash('sha256');
  const inputs = ROOT_FILES.map((name) => join(root, name));
  const outputs = [];
  for (const folder of listPackages(root)) {
    inputs.push(...PACKAGE_FILES.map((name) => join(folder, name)));
    inputs.push(...listFiles(join(folder, 'src')));
    outputs.push(...listFiles(join(folder, 'dist')));
  }
  for (const file of inputs) {
    const status = statSync(file, { throwIfNoEntry: false });
    hash.update(`${file} ${status?.size} ${status?.mtimeMs}\n`);
  }
  return hash.update(outputs.join('\n')).digest('hex');
}

/** @param {string} root */
function stateFile(root) {
  return join(root, '.cache', 'build-state');
}
