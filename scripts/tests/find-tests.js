import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Failure } from '../bootstrap/failure.js';
import { listFiles } from '../bootstrap/walk.js';

/**
 * @typedef {object} TestFile
 * @property {string} source relative to the root, with slashes
 * @property {string} module the JavaScript to run, an absolute path
 * @property {boolean} slow whether it has a process and a long time to itself
 * @property {number} bytes its size, which says roughly how long it takes
 */

/**
 * Every test file, found by its source: `dist` may hold tests whose source is gone, and a test that
 * was not built must not go missing in silence.
 *
 * @param {string} root
 * @returns {TestFile[]}
 */
export function findTests(root) {
  const typescript = listPackageFolders(root)
    .flatMap((folder) => listFiles(join(folder, 'src')).map((file) => ({ folder, file })))
    .filter(({ file }) => file.endsWith('.test.ts'))
    .map(({ folder, file }) => describeTest(root, file, builtModule(folder, file)));
  const javascript = listFiles(join(root, 'scripts'))
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => describeTest(root, file, file));
  return [...typescript, ...javascript];
}

/**
 * The tests whose path contains one of the words, or all without a word.
 *
 * @param {readonly TestFile[]} tests
 * @param {readonly string[]} words parts of paths; a leading `./` does not count
 */
export function selectTests(tests, words) {
  if (words.length === 0) return [...tests];
  const wanted = words.map((word) => word.split(sep).join('/').replace(/^\.\//, ''));
  return tests.filter((test) => wanted.some((word) => test.source.includes(word)));
}

/**
 * Fails if there is nothing to run, or if a test has not been built.
 *
 * @param {readonly TestFile[]} tests
 */
export function checkTests(tests) {
  if (tests.length === 0) throw new Failure('No test file matches, so nothing was tested.');
  const missing = tests.find((test) => !existsSync(test.module));
  if (missing !== undefined) {
    throw new Failure(
      `${missing.source} has not been built: see that the tsconfig.json of its package includes it.`,
    );
  }
}

/** @param {string} root */
function listPackageFolders(root) {
  const packages = join(root, 'packages');
  return existsSync(packages)
    ? readdirSync(packages)
        .sort()
        .map((name) => join(packages, name))
    : [];
}

/**
 * @param {string} folder of the package
 * @param {string} file
 */
function builtModule(folder, file) {
  return join(folder, 'dist', relative(join(folder, 'src'), file)).replace(/\.ts$/, '.js');
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} module
 * @returns {TestFile}
 */
function describeTest(root, file, module) {
  return {
    source: relative(root, file).split(sep).join('/'),
    module,
    slow: /\.slow\.test\.[jt]s$/.test(file),
    bytes: statSync(file).size,
  };
}
