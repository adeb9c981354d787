/** Calls back in another turn of the event loop, so that others get theirs in between. */
export type NextTurn = (callback: () => void) => void;
