import type { EndOfTurn } from '../ports/end-of-turn.ts';

/** How often what was asked for within the end of a turn is done in it still. */
const ROUNDS_MAX = 2;

let waiting: (() => void)[] = [];
/** Whether the end of this turn has been asked for. */
let isScheduled = false;

/**
 * The end of the turn of Node's event loop: after the callbacks of all sockets that were ready. What
 * the callbacks ask for in turn, as appends do that go from a segment to the journal, is done in the
 * same turn behind them. All run in one callback of the system, so that the answers that they lead to
 * leave together.
 */
export const nodeEndOfTurn: EndOfTurn = (callback) => {
  waiting.push(callback);
  schedule();
};

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(runRounds);
}

function runRounds(): void {
  try {
    for (let round = 0; round < ROUNDS_MAX && waiting.length > 0; round++) runWaiting();
  } finally {
    isScheduled = false;
    if (waiting.length > 0) schedule();
  }
}

/** A callback that throws keeps none of the others from being called. */
function runWaiting(): void {
  const callbacks = waiting;
  waiting = [];
  let called = 0;
  try {
    for (const callback of callbacks) {
      called++;
      callback();
    }
  } finally {
    if (called < callbacks.length) waiting = [...callbacks.slice(called), ...waiting];
  }
}
