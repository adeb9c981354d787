import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** A function that would make two runs of a seed differ: where it lives and what it is called. */
interface Forbidden {
  readonly owner: object;
  readonly name: string;
  readonly shown: string;
}

const RANDOM_OF_CRYPTO = ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID'];

const FORBIDDEN: readonly Forbidden[] = [
  { owner: Date, name: 'now', shown: 'Date.now' },
  { owner: Math, name: 'random', shown: 'Math.random' },
  { owner: performance, name: 'now', shown: 'performance.now' },
  { owner: process, name: 'hrtime', shown: 'process.hrtime' },
  ...['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
    owner: globalThis,
    name,
    shown: name,
  })),
  ...RANDOM_OF_CRYPTO.map((name) => ({ owner: crypto, name, shown: `crypto.${name}` })),
];

/** The real clock as it was before it was forbidden, for the limits of the run itself. */
export const wallClockMs: () => number = performance.now.bind(performance);

const nextTurn = setImmediate;

/** Lets every promise that can go on do so: resolves when no microtask is left. */
export function microtasksDone(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

/**
 * Makes the clock, chance and the timers of the machine throw while a seed runs: who uses them would
 * not be replayed. `onUse` is told too, since the caller may catch. Answers a function that ends it.
 */
export function forbidGlobals(onUse: (what: string) => void): () => void {
  const originals = FORBIDDEN.map(({ owner, name, shown }) => {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    const refuse = (): never => {
      onUse(shown);
      throw new Error(`${shown} is not for code that a seed replays: use the ports.`);
    };
    Object.defineProperty(owner, name, { value: refuse, configurable: true, writable: true });
    return { owner, name, original };
  });
  syncBuiltinESMExports();
  return () => {
    for (const { owner, name, original } of originals) {
      if (original === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, original);
    }
    syncBuiltinESMExports();
  };
}
