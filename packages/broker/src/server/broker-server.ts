import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '@odradek/base';

import { Connection } from '../connection/connection.ts';
import { ConnectionCounts } from '../metrics/connection-counts.ts';
import type { BrokerServices } from '../request/broker-services.ts';

const LISTENER_NAME_DEFAULT = 'PLAINTEXT';

/** Accepts connections at the listeners of a broker and serves them. */
export class BrokerServer {
  /** How many connections there were and are. */
  readonly counts: ConnectionCounts = new ConnectionCounts();
  private readonly services: BrokerServices;
  private readonly network: Network;
  private readonly acceptors: Acceptor[] = [];
  private readonly connections = new Set<Connection>();

  constructor(services: BrokerServices, network: Network) {
    this.services = services;
    this.network = network;
  }

  /**
   * Listens at one more address; those who connect there are told `advertised`, or else the address
   * that they dialled. Rejects with a `KafkaError` that names the address if that fails.
   */
  async listen(
    endpoint: Endpoint,
    advertised?: Endpoint,
    name: string = LISTENER_NAME_DEFAULT,
  ): Promise<Endpoint> {
    this.counts.add(name);
    const acceptor = await this.network.listen(endpoint, (socket) =>
      this.accept(socket, name, advertised),
    );
    this.acceptors.push(acceptor);
    return acceptor.endpoint;
  }

  /** Whether it has been told to listen, and not to stop. */
  get isListening(): boolean {
    return this.acceptors.length > 0;
  }

  private accept(socket: Socket, name: string, advertised: Endpoint | undefined): SocketEvents {
    const connection = new Connection(this.services, socket, advertised);
    this.connections.add(connection);
    this.counts.created(name);
    return {
      onData: (bytes) => connection.onData(bytes),
      onDrain: () => connection.onDrain(),
      onClose: () => {
        this.connections.delete(connection);
        this.counts.closed(name);
        connection.onClose();
      },
    };
  }

  /** Stops accepting, closes every connection and drops what waits for them. */
  async close(): Promise<void> {
    const closed = this.acceptors.splice(0).map((acceptor) => acceptor.close());
    for (const connection of this.connections) connection.close();
    await Promise.all(closed);
  }
}
