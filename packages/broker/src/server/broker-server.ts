import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '@odradek/base';

import { Connection, type ConnectionOwner } from '../connection/connection.ts';
import { ConnectionAcceptor, type ConnectionRates } from '../connection/connection-acceptor.ts';
import type { ConnectionCounters } from '../connection/connection-counters.ts';
import type { ConnectionLimits } from '../connection/connection-limits.ts';
import { ConnectionCounts } from '../metrics/connection-counts.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { ArrivedSocket } from './arrived-socket.ts';

/** The limits on connections, which may change. */
export interface ConnectionLimitsOfBroker {
  readonly limits: ConnectionLimits;
  /** Called when they have changed. */
  onChanged: () => void;
}

/** What decides who is accepted. */
export interface AcceptanceOptions {
  readonly connectionLimits: ConnectionLimitsOfBroker;
  /** See `ConnectionAcceptorOptions`. */
  readonly listenerRates: ConnectionRates;
  readonly ipRates: ConnectionRates;
}

/** One address at which a broker accepts connections. */
export interface ServedListener {
  /** In upper case, such as `PLAINTEXT`. */
  readonly name: string;
  readonly endpoint: Endpoint;
  /** What clients are told to dial, if it is not what they dialled. */
  readonly advertised?: Endpoint | undefined;
}

/** Accepts connections at the listeners of a broker and serves them. */
export class BrokerServer {
  /** How many connections there were and are. */
  readonly counts: ConnectionCounts = new ConnectionCounts();
  private readonly services: BrokerServices;
  private readonly network: Network;
  private readonly acceptance: AcceptanceOptions;
  private readonly limits: ConnectionLimits;
  private readonly acceptors: Acceptor[] = [];
  private readonly connectionAcceptors: ConnectionAcceptor[] = [];
  private readonly connections = new Set<Connection>();
  private isClosing = false;

  constructor(services: BrokerServices, network: Network, acceptance: AcceptanceOptions) {
    this.services = services;
    this.network = network;
    this.acceptance = acceptance;
    this.limits = acceptance.connectionLimits.limits;
    acceptance.connectionLimits.onChanged = () => this.limitsChanged();
  }

  get counters(): Readonly<ConnectionCounters> {
    return this.services.connectionResources.counters;
  }

  /**
   * Listens at one more address. Resolves to the address that was taken; rejects with a `KafkaError`
   * that names the address if that fails.
   */
  async listen(listener: ServedListener): Promise<Endpoint> {
    const { services, network, acceptance } = this;
    const { config, clock, connectionResources, closingReports } = services;
    const { socketListenBacklogSize: backlog } = config;
    this.limits.addListener(listener.name);
    this.counts.add(listener.name);
    const connectionAcceptor = new ConnectionAcceptor({
      ...acceptance,
      limits: this.limits,
      listener: listener.name,
      waitingMax: backlog,
      clock,
      counters: connectionResources.counters,
      report: (message) => closingReports.tell(message),
    });
    this.connectionAcceptors.push(connectionAcceptor);
    const owner = {
      listener: listener.name,
      advertised: listener.advertised,
      onGone: (connection: Connection) => this.connectionGone(connection),
    };
    const acceptor = await network.listen(
      listener.endpoint,
      (socket) => this.accept(socket, owner, connectionAcceptor),
      { backlog },
    );
    this.acceptors.push(acceptor);
    return acceptor.endpoint;
  }

  /** Whether it has been told to listen, and not to stop. */
  get isListening(): boolean {
    return this.acceptors.length > 0;
  }

  private accept(
    socket: Socket,
    owner: ConnectionOwner,
    connectionAcceptor: ConnectionAcceptor,
  ): SocketEvents {
    const arrived = new ArrivedSocket(socket, (ip) => this.serve(socket, owner, ip));
    connectionAcceptor.arrived(arrived);
    return arrived.events;
  }

  private serve(socket: Socket, owner: ConnectionOwner, ip: string): Connection {
    const connection = new Connection(this.services, socket, owner, ip);
    this.connections.add(connection);
    this.counts.created(connection.listener);
    this.closeExcess();
    return connection;
  }

  private connectionGone(connection: Connection): void {
    this.connections.delete(connection);
    this.counts.closed(connection.listener);
    this.limits.closed(connection.listener, connection.ip);
    if (!this.isClosing) this.letIn();
  }

  private limitsChanged(): void {
    this.closeExcess();
    this.letIn();
  }

  private letIn(): void {
    for (const acceptor of this.connectionAcceptors) acceptor.letIn();
  }

  /** Closes what `max.connections` does not allow any more, or what has to give way to brokers. */
  private closeExcess(): void {
    const { limits } = this;
    const { idle } = this.services.connectionResources;
    while (limits.isExceeded) {
      const first = idle.findOldest(({ listener }) => !limits.isProtected(listener));
      if (first === undefined) return;
      first.closeExcess();
    }
  }

  /** Stops accepting, closes every connection and drops what waits for them. */
  async close(): Promise<void> {
    this.isClosing = true;
    const closed = this.acceptors.splice(0).map((acceptor) => acceptor.close());
    for (const acceptor of this.connectionAcceptors) acceptor.close();
    for (const connection of this.connections) connection.close();
    const { idle, responseMemory } = this.services.connectionResources;
    idle.stop();
    responseMemory.stop();
    await Promise.all(closed);
  }
}
