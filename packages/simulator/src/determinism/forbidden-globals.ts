import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';

/** A function that would make two runs of a seed differ: where it lives and what it is called. */
interface Forbidden {
  readonly owner: object;
  readonly name: string;
  readonly shown: string;
  /** What stands there meanwhile, given the function that refuses; that function itself if missing. */
  readonly replacement?: (refuse: () => never) => unknown;
}

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];
const RANDOM_OF_CRYPTO = ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID'];
/** `node:crypto` has this `getRandomValues`, too. */
const RANDOM_OF_WEB_CRYPTO = ['getRandomValues', 'randomUUID'];

const FORBIDDEN: readonly Forbidden[] = [
  { owner: Date, name: 'now', shown: 'Date.now' },
  { owner: Math, name: 'random', shown: 'Math.random' },
  { owner: performance, name: 'now', shown: 'performance.now' },
  { owner: globalThis, name: 'Date', shown: 'new Date', replacement: dateOfGivenTimes },
  {
    owner: process,
    name: 'hrtime',
    shown: 'process.hrtime',
    replacement: (refuse) => Object.assign(() => refuse(), { bigint: refuse }),
  },
  ...TIMERS.map((name) => ({ owner: globalThis, name, shown: name })),
  ...TIMERS.map((name) => ({ owner: timers, name, shown: name })),
  ...RANDOM_OF_CRYPTO.map((name) => ({ owner: crypto, name, shown: `crypto.${name}` })),
  ...RANDOM_OF_WEB_CRYPTO.map((name) => ({
    owner: crypto.webcrypto,
    name,
    shown: `crypto.${name}`,
  })),
];

const nextTurn = setImmediate;

/** `Date`, but for what asks for the time of now: the constructor without arguments, and the call. */
function dateOfGivenTimes(refuse: () => never): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      args.length === 0 ? refuse() : (Reflect.construct(target, args, newTarget) as Date),
    apply: refuse,
  });
}

/** Lets every promise that can go on do so: resolves when no microtask is left. */
export function microtasksDone(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

/**
 * Makes the clock, chance and the timers of the machine throw while a seed runs: who uses them would
 * not be replayed. `onUse` is told too, since the caller may catch. Answers a function that ends it.
 */
export function forbidGlobals(onUse: (what: string) => void): () => void {
  const originals = FORBIDDEN.map(({ owner, name, shown, replacement }) => {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    const refuse = (): never => {
      onUse(shown);
      throw new Error(`${shown} is not for code that a seed replays: use the ports.`);
    };
    const value = replacement?.(refuse) ?? refuse;
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
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
