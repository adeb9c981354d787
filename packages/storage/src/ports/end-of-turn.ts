/**
 * Calls back once everything that the event loop is handling now has been handled: what all
 * connections have sent meanwhile is then appended, and shares one write and one sync. The callback
 * never runs before this returns.
 */
export type EndOfTurn = (callback: () => void) => void;
