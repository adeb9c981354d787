import { Failure } from '../bootstrap/failure.js';

/**
 * What `npm run conformance` is asked for.
 *
 * @typedef {object} ConformanceArguments
 * @property {boolean} isWhole whether long inputs and foreign suites run too
 * @property {string[]} words which must all stand in the path of a file that runs
 */

/**
 * Reads `[--all] [part-of-a-path ...]`.
 *
 * @param {readonly string[]} args
 * @returns {ConformanceArguments}
 */
export function readArguments(args) {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--all');
  if (unknown !== undefined) {
    throw new Failure(`Unknown option ${unknown}: npm run conformance [-- --all] [part-of-a-path]`);
  }
  return { isWhole: args.includes('--all'), words: args.filter((arg) => arg !== '--all') };
}
