import { createHash } from 'node:crypto';

/** How many of the last events a failure shows. */
const EVENTS_SHOWN = 200;

/**
 * What happened in a seed, in order. All of it goes into the hash, which is equal if and only if two
 * runs did the same; the last events are kept to be read.
 */
export class Trace {
  /** How many events there were. */
  eventsCount = 0;
  private readonly nowMs: () => number;
  private readonly print: ((line: string) => void) | undefined;
  private readonly digest = createHash('sha256');
  private readonly last: string[] = [];

  /** `print` is given every event as it happens. */
  constructor(nowMs: () => number, print?: (line: string) => void) {
    this.nowMs = nowMs;
    this.print = print;
  }

  /** Notes that something happened to `who`. */
  add(who: string, what: string): void {
    const line = `${this.nowMs().toFixed(3)} ${who} ${what}`;
    this.last[this.eventsCount++ % EVENTS_SHOWN] = line;
    this.digest.update(line).update('\n');
    this.print?.(line);
  }

  /** The last events, oldest first. */
  lastEvents(): readonly string[] {
    const next = this.eventsCount % EVENTS_SHOWN;
    return this.eventsCount <= EVENTS_SHOWN
      ? [...this.last]
      : [...this.last.slice(next), ...this.last.slice(0, next)];
  }

  /** The hash of everything so far, in hexadecimal. */
  hash(): string {
    return this.digest.copy().digest('hex').slice(0, 32);
  }
}
