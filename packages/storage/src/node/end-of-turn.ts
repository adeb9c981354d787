import type { EndOfTurn } from '../ports/end-of-turn.ts';

/** The end of the turn of Node's event loop: after the callbacks of all sockets that were ready. */
export const nodeEndOfTurn: EndOfTurn = (callback) => {
  setImmediate(callback);
};
