import type { EndOfTurn } from '@odradek/storage';

import type { SimulatedProcess } from './simulated-process.ts';

/** How long a turn of an event loop takes at most. */
const TURN_MICROSECONDS_MAX = 200;

/**
 * The end of the turns of a process: one timer for all that is asked for meanwhile, so that requests
 * which arrive closely after each other share a turn.
 */
export function endOfTurnOf(process: SimulatedProcess): EndOfTurn {
  const random = process.random.fork('end of turn');
  const waiting: (() => void)[] = [];
  return (callback) => {
    waiting.push(callback);
    if (waiting.length > 1) return;
    process.clock.setTimer(random.between(0, TURN_MICROSECONDS_MAX) / 1000, () => {
      for (const next of waiting.splice(0)) next();
    });
  };
}
