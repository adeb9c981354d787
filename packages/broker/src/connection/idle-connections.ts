import type { Clock, Timer } from '@odradek/base';

/** What is closed when it was not used for too long. */
export interface IdleCloseable {
  /**
   * Closes it, or answers `false` if it was used after all in a way that nobody told: then that counts
   * as now. It is not watched while it is asked.
   */
  closeIdle(idleMs: number): boolean;
}

/** The place of a connection in the order of last use. */
export interface LastUse<Connection extends IdleCloseable> {
  readonly connection: Connection;
  /** On the monotonic clock. */
  usedMs: number;
  /** Whether it is among those that are watched. */
  isWatched: boolean;
  previous: LastUse<Connection> | undefined;
  next: LastUse<Connection> | undefined;
}

/** How often it is looked whether there are any connections, if `connections.max.idle.ms` is less. */
const LOOK_MS_MIN = 100;

/**
 * All connections in the order of their last use, of which those are closed that were not used for
 * `connections.max.idle.ms` (the `IdleExpiryManager` of Kafka's `Selector`). To use one costs a few
 * assignments; one timer serves them all.
 *
 *   oldest   c2 -> c5 -> c1   newest      c2 is used:   c5 -> c1 -> c2
 *
 * The timer is due when the oldest is, as it was known when the timer was set: what was used since is
 * due later, which is seen then.
 */
export class IdleConnections<Connection extends IdleCloseable> {
  private readonly clock: Clock;
  /** `connections.max.idle.ms`; below zero nothing is ever closed. */
  private readonly idleMsMax: number;
  private oldest: LastUse<Connection> | undefined;
  private newest: LastUse<Connection> | undefined;
  private timer: Timer | undefined;

  constructor(clock: Clock, idleMsMax: number) {
    this.clock = clock;
    this.idleMsMax = idleMsMax;
    this.setTimer();
  }

  /** Watches a connection, which counts as used now. */
  add(connection: Connection, nowMs: number): LastUse<Connection> {
    const use: LastUse<Connection> = {
      connection,
      usedMs: nowMs,
      isWatched: true,
      previous: undefined,
      next: undefined,
    };
    this.append(use);
    return use;
  }

  /** A connection is used now. */
  touch(use: LastUse<Connection>, nowMs: number): void {
    use.usedMs = nowMs;
    if (use.next === undefined || !use.isWatched) return;
    this.unlink(use);
    this.append(use);
  }

  /** A connection is gone. Does nothing if it was removed before. */
  remove(use: LastUse<Connection>): void {
    if (!use.isWatched) return;
    use.isWatched = false;
    this.unlink(use);
  }

  /** The connection that was not used for longest, of those that `isWanted`. */
  findOldest(isWanted: (connection: Connection) => boolean): Connection | undefined {
    for (let use = this.oldest; use !== undefined; use = use.next) {
      if (isWanted(use.connection)) return use.connection;
    }
    return undefined;
  }

  /** Closes nothing any more. */
  stop(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private append(use: LastUse<Connection>): void {
    use.previous = this.newest;
    use.next = undefined;
    if (this.newest === undefined) this.oldest = use;
    else this.newest.next = use;
    this.newest = use;
  }

  private unlink(use: LastUse<Connection>): void {
    const { previous, next } = use;
    if (previous === undefined) this.oldest = next;
    else previous.next = next;
    if (next === undefined) this.newest = previous;
    else next.previous = previous;
    use.previous = undefined;
    use.next = undefined;
  }

  private setTimer(): void {
    if (this.idleMsMax < 0) return;
    const delayMs =
      this.oldest === undefined
        ? Math.max(this.idleMsMax, LOOK_MS_MIN)
        : this.oldest.usedMs + this.idleMsMax - this.clock.monotonicMs();
    this.timer = this.clock.setTimer(delayMs, () => {
      this.closeIdle();
      this.setTimer();
    });
  }

  private closeIdle(): void {
    const nowMs = this.clock.monotonicMs();
    for (let use = this.oldest; use !== undefined; use = this.oldest) {
      const idleMs = nowMs - use.usedMs;
      if (idleMs < this.idleMsMax) return;
      this.unlink(use);
      use.isWatched = false;
      if (use.connection.closeIdle(idleMs)) continue;
      use.usedMs = nowMs;
      use.isWatched = true;
      this.append(use);
    }
  }
}
