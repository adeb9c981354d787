/** @typedef {import('./find-tests.js').TestFile} TestFile */

/**
 * @typedef {object} TestProcess
 * @property {string} name
 * @property {boolean} slow
 * @property {TestFile[]} tests
 */

/**
 * Deals the tests out to processes: one for each slow file, and few for all the fast ones, because
 * a process costs more than most of them. The fast ones are dealt largest first, each to the process
 * that has least.
 *
 * @param {readonly TestFile[]} tests
 * @param {number} fastProcesses
 * @returns {TestProcess[]} without empty ones, the slow ones first so that none runs alone at the end
 */
export function planProcesses(tests, fastProcesses) {
  const slow = tests
    .filter((test) => test.slow)
    .map((test, index) => ({ name: `slow-${index + 1}`, slow: true, tests: [test] }));
  const fast = Array.from({ length: fastProcesses }, (_, index) => ({
    name: `fast-${index + 1}`,
    slow: false,
    /** @type {TestFile[]} */
    tests: [],
    bytes: 0,
  }));
  for (const test of largestFirst(tests.filter(({ slow: isSlow }) => !isSlow))) {
    const least = fast.reduce((left, right) => (right.bytes < left.bytes ? right : left));
    least.tests.push(test);
    least.bytes += test.bytes;
  }
  return [...slow, ...fast.filter((process) => process.tests.length > 0)];
}

/** @param {TestFile[]} tests */
function largestFirst(tests) {
  return tests.sort((left, right) => right.bytes - left.bytes);
}
