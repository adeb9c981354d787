import { setTimeout as sleep } from 'node:timers/promises';

const CLOSING_MS = 1000;
const LOOK_EVERY_MS = 20;
/** On a busy machine a second is a few looks, and Node's own immediates may be there at each of them. */
const CLOSING_LOOKS_MIN = 25;
const END_AFTER_MS = 1000;
const LOOKS_MAX = 30;
/**
 * Requests end by themselves. The loading of the modules of the files to come makes some too, so that
 * there may be one at every look: to open and read a file (`FSReq…`), and to close it (`CloseReq`). So
 * does the report of the tests, for which whoever reads it may take its time (`SimpleWriteWrap`).
 */
const REQUEST = /^(FSReq|CloseReq$|SimpleWriteWrap$)/;

let known = countHandles();

/**
 * Fails if more servers, sockets, timers or processes are open than when it was last called. What is
 * about to close gets a second for that.
 */
export async function checkHandles() {
  const deadline = performance.now() + CLOSING_MS;
  let leaked = listLeaked();
  for (let looks = 1; leaked.length > 0; looks++) {
    if (looks >= CLOSING_LOOKS_MIN && performance.now() >= deadline) break;
    await sleep(LOOK_EVERY_MS);
    leaked = listLeaked();
  }
  if (leaked.length === 0) return;
  known = countHandles();
  throw new Error(`A test of this file left open: ${leaked.join(', ')}.`);
}

/**
 * Ends the process, as failed, if open handles keep it alive although its tests are over; requests may
 * take longer.
 */
export function endProcessIfHeld(looks = LOOKS_MAX) {
  const timer = setTimeout(() => {
    if (looks > 0 && listLeaked().length === 0) endProcessIfHeld(looks - 1);
    else process.exit(1);
  }, END_AFTER_MS);
  timer.unref();
}

function listLeaked() {
  return [...countHandles()]
    .filter(([kind, count]) => count > (known.get(kind) ?? 0))
    .map(([kind]) => kind);
}

/** @returns {Map<string, number>} */
function countHandles() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) {
    if (REQUEST.test(kind)) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
