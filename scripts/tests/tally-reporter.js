/**
 * A reporter of Node's test runner that writes what the exit code does not say on every version: how
 * many tests ran, which files have none, and what failed (Node 22 forgets a suite whose hook failed).
 *
 * @param {AsyncIterable<{ type: string, data: TestEvent }>} events
 */
export default async function* tally(events) {
  let ran = 0;
  let declaredInFile = 0;
  /** @type {string[]} */
  const empty = [];
  /** @type {string[]} */
  const failed = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (type === 'test:fail') failed.push(data.name);
    const isSuite = data.details?.type === 'suite';
    if (isSuite && data.nesting === 0) {
      if (declaredInFile === 0) empty.push(data.name);
      declaredInFile = 0;
    }
    if (isSuite || data.nesting === 0) continue;
    declaredInFile++;
    if (data.skip === undefined) ran++;
  }
  yield JSON.stringify({ ran, empty, failed });
}

/**
 * @typedef {object} TestEvent
 * @property {string} name
 * @property {number} nesting
 * @property {string | boolean} [skip]
 * @property {{ type?: string }} [details]
 */
