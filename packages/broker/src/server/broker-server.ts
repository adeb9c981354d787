import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '@odradek/base';

import { Connection } from '../connection/connection.ts';
import type { BrokerServices } from '../request/broker-services.ts';

/** Accepts connections at the listeners of a broker and serves them. */
export class BrokerServer {
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
  async listen(endpoint: Endpoint, advertised?: Endpoint): Promise<Endpoint> {
    const acceptor = await this.network.listen(endpoint, (socket) =>
      this.accept(socket, advertised),
    );
    this.acceptors.push(acceptor);
    return acceptor.endpoint;
  }

  private accept(socket: Socket, advertised: Endpoint | undefined): SocketEvents {
    const connection = new Connection(this.services, socket, advertised);
    this.connections.add(connection);
    return {
      onData: (bytes) => connection.onData(bytes),
      onDrain: () => connection.onDrain(),
      onClose: () => {
        this.connections.delete(connection);
        connection.onClose();
      },
    };
  }

  /** Stops accepting, closes every connection and drops what waits for them. */
  async close(): Promise<void> {
    const closed = this.acceptors.map((acceptor) => acceptor.close());
    for (const connection of this.connections) connection.close();
    await Promise.all(closed);
  }
}
