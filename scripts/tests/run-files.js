import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { guardExit, watchProcess } from './guard-process.js';
import { checkHandles, endProcessIfHeld } from './open-handles.js';

/**
 * @typedef {object} RunOptions
 * @property {{ source: string, module: string }[]} files
 * @property {number} fileMs how long the tests of one file may take together
 * @property {number} processMs how long the process may take, even if it never yields
 */

/**
 * Runs test files one after another in this process, each as a suite, so that its hooks stay its
 * own. A file that cannot be loaded, never ends, ends the process or leaves a handle open fails.
 *
 * @param {RunOptions} options
 */
export function runFiles({ files, fileMs, processMs }) {
  watchProcess(processMs);
  guardExit();
  let left = files.length;
  for (const { source, module } of files) {
    describe(source, { timeout: fileMs }, async () => {
      after(async () => {
        left--;
        try {
          await checkHandles();
        } finally {
          if (left === 0) endProcessIfHeld();
        }
      });
      await loadTests(module);
    });
  }
}

/**
 * Some versions of Node pass a suite whose function fails, none passes a test that does.
 *
 * @param {string} module
 */
async function loadTests(module) {
  try {
    await import(pathToFileURL(module).href);
  } catch (error) {
    test('the file can be loaded', () => {
      throw error;
    });
  }
}
