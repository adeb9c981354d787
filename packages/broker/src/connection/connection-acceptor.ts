import type { Clock, Timer } from '@odradek/base';

import type { ConnectionCounters } from './connection-counters.ts';
import type { ConnectionLimits } from './connection-limits.ts';

/** A connection that the system has accepted and that is not served yet. */
export interface ArrivedConnection {
  /** The address it comes from, without the port. */
  readonly ip: string;
  /** Whether the other side has gone meanwhile. */
  readonly isGone: boolean;
  /** Nothing of it is read until one of the others is called. */
  hold(): void;
  /** Serves it from now on. It is counted by then. */
  serve(): void;
  /** Closes it, whether it was held or not. */
  refuse(): void;
}

/** How quickly connections may be made: counts each, and answers how long it has to wait. */
export interface ConnectionRates {
  /**
   * Counts a connection that arrives at a listener, or comes from an address. Answers for how many
   * milliseconds it is above the rate; 0 if it is not.
   */
  recordAndGetThrottleTimeMs(listenerOrIp: string): number;
}

/** What an acceptor works with. */
export interface ConnectionAcceptorOptions {
  /** The name of its listener. */
  readonly listener: string;
  readonly limits: ConnectionLimits;
  /** `max.connection.creation.rate` of broker and listener, by the name of the listener. */
  readonly listenerRates: ConnectionRates;
  /** The quota `connection_creation_rate`, by address; it counts nothing that it does not let in. */
  readonly ipRates: ConnectionRates;
  /** `socket.listen.backlog.size`: how many may wait. */
  readonly waitingMax: number;
  readonly clock: Clock;
  readonly counters: ConnectionCounters;
  /** Tells the operator of what was refused, not too often. */
  readonly report: (message: string) => void;
}

/** How many connections wait to be closed at a time: memory for them is not to be had for nothing. */
const CLOSED_LATER_MAX = 1_000;

/**
 * Decides which connections of one listener are served, and when, as Kafka's `Acceptor` and
 * `ConnectionQuotas` do: in the order of their arrival each
 *
 * 1. waits for the rates of broker and listener, and for room below `max.connections`,
 * 2. is closed some time later if its address makes connections too quickly,
 * 3. is closed at once if its address has too many, and else served.
 *
 * Kafka leaves those that wait behind the first one to the operating system, where there may be
 * `socket.listen.backlog.size`. Node takes them from there without being asked, so as many are held
 * here, unread; what comes on top is closed.
 */
export class ConnectionAcceptor {
  private readonly options: ConnectionAcceptorOptions;
  private readonly waiting: ArrivedConnection[] = [];
  /** When the rates let the first of those that wait in, once they were asked. */
  private dueMs: number | undefined;
  private blockedSinceMs = 0;
  private timer: Timer | undefined;
  /** Those that are closed later, each with the timer for it. */
  private readonly closedLater = new Map<ArrivedConnection, Timer>();

  constructor(options: ConnectionAcceptorOptions) {
    this.options = options;
  }

  /** Takes a connection that has arrived: it is served, held or refused before this returns. */
  arrived(connection: ArrivedConnection): void {
    if (this.waiting.length === 0 && this.isLetIn()) {
      this.admit(connection);
      return;
    }
    if (this.waiting.length >= this.options.waitingMax) {
      this.refuseWaiting(connection);
      return;
    }
    if (this.waiting.length === 0) this.blockedSinceMs = this.options.clock.monotonicMs();
    this.options.counters.delayed++;
    connection.hold();
    this.waiting.push(connection);
    this.setTimer();
  }

  /** Lets in who waits and may enter: a connection is gone, or limits have changed. */
  letIn(): void {
    const { clock, counters } = this.options;
    while (this.waiting.length > 0 && this.isLetIn()) {
      const first = this.waiting.shift();
      if (first !== undefined && !first.isGone) this.admit(first);
      const nowMs = clock.monotonicMs();
      counters.acceptorBlockedMs += nowMs - this.blockedSinceMs;
      this.blockedSinceMs = nowMs;
    }
    this.setTimer();
  }

  /** Closes all that wait, and takes nothing any more. */
  close(): void {
    this.timer?.cancel();
    for (const timer of this.closedLater.values()) timer.cancel();
    const left = [...this.waiting, ...this.closedLater.keys()];
    this.waiting.length = 0;
    this.closedLater.clear();
    for (const connection of left) connection.refuse();
  }

  /** Whether the first that waits may enter. The rates are asked once for each. */
  private isLetIn(): boolean {
    const { listener, limits, listenerRates, clock } = this.options;
    const nowMs = clock.monotonicMs();
    this.dueMs ??= nowMs + listenerRates.recordAndGetThrottleTimeMs(listener);
    if (this.dueMs > nowMs || !limits.hasRoom(listener)) return false;
    this.dueMs = undefined;
    return true;
  }

  private admit(connection: ArrivedConnection): void {
    const { listener, limits, ipRates } = this.options;
    const { ip } = connection;
    const closeMs = ipRates.recordAndGetThrottleTimeMs(ip);
    if (closeMs > 0) this.closeLater(connection, closeMs);
    else if (!limits.hasRoomFor(ip)) this.refusePerIp(connection);
    else {
      limits.opened(listener, ip);
      connection.serve();
    }
  }

  private closeLater(connection: ArrivedConnection, delayMs: number): void {
    const { clock, counters, report } = this.options;
    counters.throttledPerIp++;
    report(
      `Refusing a connection from ${connection.ip}, which makes them more quickly than its quota ` +
        'connection_creation_rate allows; raise the quota of the address if that is its right.',
    );
    if (this.closedLater.size >= CLOSED_LATER_MAX) {
      connection.refuse();
      return;
    }
    connection.hold();
    const timer = clock.setTimer(delayMs, () => {
      this.closedLater.delete(connection);
      connection.refuse();
    });
    this.closedLater.set(connection, timer);
  }

  private refusePerIp(connection: ArrivedConnection): void {
    const { limits, counters, report } = this.options;
    const { ip } = connection;
    const { maxConnectionsPerIpOverrides } = limits.values;
    const setting = maxConnectionsPerIpOverrides.has(ip)
      ? 'max.connections.per.ip.overrides'
      : 'max.connections.per.ip';
    counters.refusedPerIp++;
    report(
      `Refusing a connection from ${ip}, which has the ${limits.limitOf(ip)} that ${setting} allows; ` +
        `raise ${setting} if it needs more.`,
    );
    connection.refuse();
  }

  private refuseWaiting(connection: ArrivedConnection): void {
    const { listener, limits, waitingMax, counters, report } = this.options;
    counters.refusedWaiting++;
    const why = limits.hasRoom(listener)
      ? 'connections are made more quickly than max.connection.creation.rate allows'
      : `there are ${limits.connections} connections, as many as max.connections allows`;
    report(
      `Refusing a connection from ${connection.ip}: ${why}, and socket.listen.backlog.size=` +
        `${waitingMax} more wait already. Raise the limit if the machine can bear it.`,
    );
    connection.refuse();
  }

  /** Wakes up when the rates let the first in. Room is told by `letIn`. */
  private setTimer(): void {
    const { clock } = this.options;
    this.timer?.cancel();
    this.timer = undefined;
    if (this.waiting.length === 0 || this.dueMs === undefined) return;
    const delayMs = this.dueMs - clock.monotonicMs();
    if (delayMs > 0) this.timer = clock.setTimer(delayMs, () => this.letIn());
  }
}
