import { Failure } from '../bootstrap/failure.js';

/**
 * Fails with one sentence unless everything that was asked for has run and passed.
 *
 * @param {import('./run-processes.js').Verdict} verdict
 * @param {string | undefined} grep the pattern for the names of tests, if there was one
 */
export function checkVerdict({ code, ran, empty, failed }, grep) {
  if (failed.length > 0) {
    throw new Failure(`Tests failed, the first is "${failed[0]}": see the list above.`);
  }
  if (code !== 0) throw new Failure('The test runner failed: see what it printed above.');
  if (grep !== undefined && ran === 0) {
    throw new Failure(`No test has a name that matches ${grep}, so nothing was tested.`);
  }
  if (grep === undefined && empty.length > 0) {
    throw new Failure(`There is no test in ${empty.join(', ')}: write one or remove the file.`);
  }
}
