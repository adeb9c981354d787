/**
 * A reporter of Node's test runner that writes what the exit code does not say: how many tests ran,
 * and which files have none.
 *
 * @param {AsyncIterable<{ type: string, data: TestEvent }>} events
 */
export default async function* tally(events) {
  let total = 0;
  let inFile = 0;
  /** @type {string[]} */
  const empty = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isSuite = data.details?.type === 'suite';
    if (!isSuite && data.nesting > 0) inFile++;
    if (!isSuite || data.nesting > 0) continue;
    if (inFile === 0) empty.push(data.name);
    total += inFile;
    inFile = 0;
  }
  yield JSON.stringify({ total, empty });
}

/**
 * @typedef {object} TestEvent
 * @property {string} name
 * @property {number} nesting
 * @property {{ type?: string }} [details]
 */
