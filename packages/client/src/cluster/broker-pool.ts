import type { Endpoint } from '@odradek/base';

import type { ClientSettings } from '../client-settings.ts';
import { BrokerConnection } from '../connection/broker-connection.ts';
import type { RequestChannel } from '../connection/request-channel.ts';
import { networkError } from '../connection/network-error.ts';
import { randomIndex } from '../random/random-number.ts';
import { backoffMs } from '../time/exponential-backoff.ts';
import type { Pauses } from '../time/pauses.ts';

/** A broker and where it can be reached. */
export interface BrokerEndpoint extends Endpoint {
  /** Negative for bootstrap servers, whose id is not known yet. */
  readonly id: number;
}

interface PooledBroker {
  readonly endpoint: BrokerEndpoint;
  connection: BrokerConnection | undefined;
  connecting: Promise<BrokerConnection> | undefined;
  /** The channel of the attempt that is under way. */
  opening: RequestChannel | undefined;
  /** How many attempts to connect have failed in a row. */
  failures: number;
  /** Not before this is another attempt made. */
  retryAtMs: number;
}

/** What a pool needs. */
export interface BrokerPoolOptions {
  readonly settings: ClientSettings;
  readonly pauses: Pauses;
  /** Called after a connection became ready, was lost, could not be made, or takes more again. */
  readonly onChange: () => void;
}

/**
 * One connection to each broker, made when it is needed. After a failure the next attempt waits,
 * longer with each failure.
 */
export class BrokerPool {
  private readonly options: BrokerPoolOptions;
  private readonly brokers: Map<number, PooledBroker> = new Map();
  /** Those with a connection, or about to have one, also if they were replaced since. */
  private readonly connected: Set<PooledBroker> = new Set<PooledBroker>();
  private isClosed = false;

  constructor(options: BrokerPoolOptions) {
    this.options = options;
  }

  /** The ids of the brokers that are known, in the order in which they were told. */
  get brokerIds(): readonly number[] {
    return [...this.brokers.keys()];
  }

  /**
   * Replaces the brokers. Connections to those that stay where they were are kept, the others close
   * as soon as they have nothing in flight.
   */
  setBrokers(endpoints: readonly BrokerEndpoint[]): void {
    if (this.isClosed) return;
    const before = new Map(this.brokers);
    this.brokers.clear();
    for (const endpoint of endpoints) {
      const known = before.get(endpoint.id);
      const isSame = known !== undefined && isSameEndpoint(known.endpoint, endpoint);
      this.brokers.set(endpoint.id, isSame ? known : newBroker(endpoint));
      if (isSame) before.delete(endpoint.id);
    }
    for (const gone of before.values()) gone.connection?.retire();
  }

  /** Adds a broker, or changes where it can be reached. */
  setBroker(endpoint: BrokerEndpoint): void {
    const known = this.brokers.get(endpoint.id);
    if (this.isClosed || (known !== undefined && isSameEndpoint(known.endpoint, endpoint))) return;
    known?.connection?.retire();
    this.brokers.set(endpoint.id, newBroker(endpoint));
  }

  /** The connection to a broker, if there is one that is ready. */
  ready(brokerId: number): BrokerConnection | undefined {
    return this.brokers.get(brokerId)?.connection;
  }

  /** Whether an attempt to connect to a broker is under way. */
  isConnecting(brokerId: number): boolean {
    return this.brokers.get(brokerId)?.connecting !== undefined;
  }

  /** How long no attempt to connect is made because earlier ones failed, in milliseconds. */
  backoffMs(brokerId: number): number {
    const retryAtMs = this.brokers.get(brokerId)?.retryAtMs ?? 0;
    return Math.max(retryAtMs - this.options.settings.environment.clock.monotonicMs(), 0);
  }

  /**
   * Resolves to a connection that is ready: the one that there is or a new one. Waits first as long
   * as earlier failures ask for. All callers share one attempt. Rejects with what
   * `BrokerConnection.open` rejects with, and with `NETWORK_EXCEPTION` if there is no such broker.
   */
  connect(brokerId: number): Promise<BrokerConnection> {
    const broker = this.brokers.get(brokerId);
    if (broker === undefined || this.isClosed) {
      return Promise.reject(networkError(`Broker ${brokerId} is not known.`));
    }
    if (broker.connection !== undefined) return Promise.resolve(broker.connection);
    broker.connecting ??= this.open(broker);
    return broker.connecting;
  }

  private async open(broker: PooledBroker): Promise<BrokerConnection> {
    const { settings, pauses, onChange } = this.options;
    this.connected.add(broker);
    try {
      await pauses.pause(this.backoffMs(broker.endpoint.id));
      if (this.isClosed) throw networkError('The client was closed.');
      const connection = await BrokerConnection.open({
        endpoint: broker.endpoint,
        settings,
        onOpened: (channel) => {
          broker.opening = channel;
          if (this.isClosed) channel.close(networkError('The client was closed.'));
        },
        onClosed: () => this.lose(broker),
        onDrained: onChange,
      });
      this.adopt(broker, connection);
      return connection;
    } catch (error) {
      this.connected.delete(broker);
      this.backOff(broker);
      throw error;
    } finally {
      broker.connecting = undefined;
      broker.opening = undefined;
      onChange();
    }
  }

  private adopt(broker: PooledBroker, connection: BrokerConnection): void {
    if (this.isClosed) {
      const error = networkError('The client was closed.');
      connection.close(error);
      throw error;
    }
    broker.connection = connection;
    broker.failures = 0;
    if (this.brokers.get(broker.endpoint.id) !== broker) connection.retire();
  }

  private lose(broker: PooledBroker): void {
    broker.connection = undefined;
    this.connected.delete(broker);
    this.backOff(broker);
    this.options.onChange();
  }

  private backOff(broker: PooledBroker): void {
    const { settings } = this.options;
    const { clock, random } = settings.environment;
    broker.failures++;
    const pauseMs = backoffMs(settings.reconnectBackoff, broker.failures, random);
    broker.retryAtMs = clock.monotonicMs() + pauseMs;
  }

  /**
   * A broker to ask something that any can answer: the connected one with the fewest requests in
   * flight, else any that may be tried now, else `undefined`. Ties are broken by chance.
   */
  leastLoaded(excluded: ReadonlySet<number>): number | undefined {
    const ids = this.brokerIds.filter((id) => !excluded.has(id));
    if (ids.length === 0) return undefined;
    const start = randomIndex(this.options.settings.environment.random, ids.length);
    const inTurn = [...ids.slice(start), ...ids.slice(0, start)];
    let best: number | undefined;
    let bestInFlight = Infinity;
    for (const id of inTurn) {
      const connection = this.ready(id);
      if (connection === undefined || connection.inFlightCount >= bestInFlight) continue;
      best = id;
      bestInFlight = connection.inFlightCount;
    }
    return best ?? inTurn.find((id) => this.backoffMs(id) === 0);
  }

  /** Closes all connections; requests in flight are rejected. */
  close(): void {
    this.isClosed = true;
    const error = networkError('The client was closed.');
    for (const { connection, opening } of this.connected) {
      connection?.close(error);
      opening?.close(error);
    }
  }
}

function newBroker(endpoint: BrokerEndpoint): PooledBroker {
  return {
    endpoint,
    connection: undefined,
    connecting: undefined,
    opening: undefined,
    failures: 0,
    retryAtMs: 0,
  };
}

function isSameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.host === b.host && a.port === b.port;
}
