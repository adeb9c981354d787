import { Failure } from '../bootstrap/failure.js';

/**
 * @typedef {object} TestArguments
 * @property {string[]} words parts of the paths of test files
 * @property {string | undefined} grep a pattern for the names of tests
 * @property {boolean} fast whether slow tests are left out
 */

/**
 * Reads `npm test -- [--fast] [--grep PATTERN] [path or part of one]…`.
 *
 * @param {readonly string[]} args
 * @returns {TestArguments}
 */
export function parseTestArguments(args) {
  /** @type {TestArguments} */
  const parsed = { words: [], grep: undefined, fast: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--fast') parsed.fast = true;
    else if (arg === '--grep') parsed.grep = args[++index] ?? '';
    else if (arg.startsWith('--grep=')) parsed.grep = arg.slice('--grep='.length);
    else if (arg.startsWith('-')) throw unknownArgument(arg);
    else parsed.words.push(arg);
  }
  if (parsed.grep === '') throw new Failure('--grep needs a pattern for the names of tests.');
  return parsed;
}

/** @param {string} arg */
function unknownArgument(arg) {
  return new Failure(
    `npm test does not know ${arg}: it takes --fast, --grep PATTERN and parts of paths.`,
  );
}
