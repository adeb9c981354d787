/** What one listener may have, where it is not what the broker may have. */
export interface ListenerLimits {
  /** `listener.name.NAME.max.connections` */
  readonly maxConnections: number;
  /** `listener.name.NAME.max.connection.creation.rate`: connections a second. */
  readonly maxConnectionCreationRate: number;
}

/** The limits on connections as they are now; `Infinity` where there is none. */
export interface ConnectionLimitValues {
  /** `max.connections` */
  readonly maxConnections: number;
  /** `max.connections.per.ip` */
  readonly maxConnectionsPerIp: number;
  /** `max.connections.per.ip.overrides`, by address. */
  readonly maxConnectionsPerIpOverrides: ReadonlyMap<string, number>;
  /** `max.connection.creation.rate`: connections a second. */
  readonly maxConnectionCreationRate: number;
  /** Of listeners that have limits of their own, by name. */
  readonly listeners: ReadonlyMap<string, ListenerLimits>;
}

/**
 * Counts the connections of a broker and says whether there may be more (Kafka's `ConnectionQuotas`).
 * The listener between brokers is never held back by `max.connections` if there is another one, which
 * has to give way.
 */
export class ConnectionLimits {
  /** May change at any time. Fewer connections than there are is no error: see `isExceeded`. */
  values: ConnectionLimitValues;
  private readonly interBrokerListener: string;
  private total = 0;
  private readonly byListener = new Map<string, number>();
  private readonly byIp = new Map<string, number>();

  /** `interBrokerListener` is `inter.broker.listener.name`. */
  constructor(values: ConnectionLimitValues, interBrokerListener: string) {
    this.values = values;
    this.interBrokerListener = interBrokerListener;
  }

  /** Makes a listener known; without connections it counts all the same. */
  addListener(listener: string): void {
    this.byListener.set(listener, this.byListener.get(listener) ?? 0);
  }

  /** How many connections there are. */
  get connections(): number {
    return this.total;
  }

  /** How many connections come from an address. */
  connectionsFrom(ip: string): number {
    return this.byIp.get(ip) ?? 0;
  }

  /** Whether a listener may have one more connection; until then it has to wait. */
  hasRoom(listener: string): boolean {
    const { maxConnections, listeners } = this.values;
    const ofListener = listeners.get(listener)?.maxConnections ?? maxConnections;
    if ((this.byListener.get(listener) ?? 0) >= ofListener) return false;
    return this.isProtected(listener) || this.total < maxConnections;
  }

  /** How many connections an address may have. */
  limitOf(ip: string): number {
    const { maxConnectionsPerIp, maxConnectionsPerIpOverrides } = this.values;
    return maxConnectionsPerIpOverrides.get(ip) ?? maxConnectionsPerIp;
  }

  /** Whether an address may have one more connection; else it is refused. */
  hasRoomFor(ip: string): boolean {
    return this.connectionsFrom(ip) < this.limitOf(ip);
  }

  /**
   * Whether there are more connections than `max.connections` allows, so that those of listeners that
   * are not protected have to go: the limit was lowered, or the listener between brokers took more.
   */
  get isExceeded(): boolean {
    return this.total > this.values.maxConnections;
  }

  /** Counts a connection, whether there is room or not. */
  opened(listener: string, ip: string): void {
    this.total++;
    this.byListener.set(listener, (this.byListener.get(listener) ?? 0) + 1);
    this.byIp.set(ip, this.connectionsFrom(ip) + 1);
  }

  /** A connection that was counted is gone. */
  closed(listener: string, ip: string): void {
    this.total--;
    this.byListener.set(listener, (this.byListener.get(listener) ?? 0) - 1);
    const left = this.connectionsFrom(ip) - 1;
    // Addresses come and go without end.
    if (left > 0) this.byIp.set(ip, left);
    else this.byIp.delete(ip);
  }

  /** Whether a listener is the one between brokers, and others have to give way to it. */
  isProtected(listener: string): boolean {
    return listener === this.interBrokerListener && this.byListener.size > 1;
  }
}
