import { KafkaError } from '@odradek/base';

import type { Acceptor, Network, Socket, SocketEvents } from '../ports/network.ts';
import type { Endpoint } from '../request/request-context.ts';

/** One end of a virtual connection: what a client sends and sees. */
export interface VirtualSocket {
  /** Sends bytes to the broker, which handles them at once. */
  send(bytes: Buffer): void;
  /** Takes the bytes that the broker has sent since the last call. */
  receive(): Buffer;
  /** Whether the broker closed the connection, or we did. */
  readonly isClosed: boolean;
  /** Whether the broker has stopped reading. */
  readonly isPaused: boolean;
  close(): void;
}

/** A network in memory, where bytes arrive at once and in order. */
export class VirtualNetwork implements Network {
  private readonly listeners = new Map<string, (socket: Socket) => SocketEvents>();
  private nextPort = 40_000;

  listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor> {
    const port = endpoint.port === 0 ? this.nextPort++ : endpoint.port;
    const address = `${endpoint.host}:${port}`;
    if (this.listeners.has(address)) {
      return Promise.reject(new KafkaError('ODRADEK_ADDRESS_IN_USE', `${address} is taken.`));
    }
    this.listeners.set(address, accept);
    const close = (): Promise<void> => {
      this.listeners.delete(address);
      return Promise.resolve();
    };
    return Promise.resolve({ endpoint: { host: endpoint.host, port }, close });
  }

  /** Opens a connection. Raises `NETWORK_EXCEPTION` if nobody listens there. */
  connect(endpoint: Endpoint): VirtualSocket {
    const accept = this.listeners.get(`${endpoint.host}:${endpoint.port}`);
    if (accept === undefined) {
      throw new KafkaError('NETWORK_EXCEPTION', `Nobody listens on port ${endpoint.port}.`);
    }
    const received: Buffer[] = [];
    const state = { isClosed: false, isPaused: false };
    const close = (): void => {
      if (state.isClosed) return;
      state.isClosed = true;
      events.onClose();
    };
    const events = accept({
      localEndpoint: endpoint,
      remoteAddress: 'virtual client',
      send: (buffers) => received.push(...buffers),
      pause: () => {
        state.isPaused = true;
      },
      resume: () => {
        state.isPaused = false;
      },
      close,
    });
    return {
      send: (bytes) => events.onData(bytes),
      receive: () => Buffer.concat(received.splice(0)),
      get isClosed() {
        return state.isClosed;
      },
      get isPaused() {
        return state.isPaused;
      },
      close,
    };
  }
}
