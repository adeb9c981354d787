import { KafkaError } from '@odradek/base';

import type { Acceptor, Network, Socket, SocketEvents } from '../ports/network.ts';
import type { Endpoint } from '../request/request-context.ts';

/** One end of a virtual connection: what a client sends and sees. */
export interface VirtualSocket {
  /** Sends bytes, which the broker handles at once, or when it reads again if it has paused. */
  send(bytes: Buffer): void;
  /** Takes the bytes that the broker has sent since the last call. */
  receive(): Buffer;
  /** Whether the broker closed the connection, or we did. */
  readonly isClosed: boolean;
  /** Whether the broker has stopped reading. */
  readonly isPaused: boolean;
  /** Stops reading, so that the broker is told that what it sends piles up; or reads on. */
  setReading(isReading: boolean): void;
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
    return new VirtualConnection(endpoint, accept);
  }
}

class VirtualConnection implements VirtualSocket {
  isClosed = false;
  isPaused = false;
  private isReading = true;
  private readonly events: SocketEvents;
  private readonly sent: Buffer[] = [];
  private readonly received: Buffer[] = [];

  constructor(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents) {
    this.events = accept({
      localEndpoint: endpoint,
      remoteAddress: 'virtual client',
      send: (buffers) => {
        this.received.push(...buffers);
        return this.isReading;
      },
      pause: () => {
        this.isPaused = true;
      },
      resume: () => {
        this.isPaused = false;
        this.deliver();
      },
      close: () => this.close(),
    });
  }

  send(bytes: Buffer): void {
    this.sent.push(bytes);
    this.deliver();
  }

  private deliver(): void {
    while (!this.isPaused && !this.isClosed) {
      const bytes = this.sent.shift();
      if (bytes === undefined) break;
      this.events.onData(bytes);
    }
  }

  receive(): Buffer {
    return Buffer.concat(this.received.splice(0));
  }

  setReading(isReading: boolean): void {
    this.isReading = isReading;
    if (isReading && !this.isClosed) this.events.onDrain();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.events.onClose();
  }
}
