import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '../network/network.ts';

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
  dial(endpoint: Endpoint): VirtualSocket {
    const accept = this.listeners.get(`${endpoint.host}:${endpoint.port}`);
    if (accept === undefined) {
      throw new KafkaError('NETWORK_EXCEPTION', `Nobody listens on port ${endpoint.port}.`);
    }
    return new VirtualConnection(endpoint, accept);
  }

  connect(
    endpoint: Endpoint,
    _options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    const accept = this.listeners.get(`${endpoint.host}:${endpoint.port}`);
    if (accept === undefined) {
      const message = `Nobody listens on ${endpoint.host}:${endpoint.port}.`;
      return Promise.reject(new KafkaError('NETWORK_EXCEPTION', message, { retriable: true }));
    }
    const near = new VirtualEnd(endpoint);
    const far = new VirtualEnd(endpoint);
    near.join(far, open);
    far.join(near, accept);
    return Promise.resolve(near);
  }
}

/** One end of a connection of which both ends are of the core. */
class VirtualEnd implements Socket {
  readonly localEndpoint: Endpoint;
  readonly remoteAddress: string = 'virtual';
  private peer: VirtualEnd | undefined;
  private events: SocketEvents | undefined;
  private readonly arrived: Buffer[] = [];
  private isPaused = false;
  private isClosed = false;

  constructor(localEndpoint: Endpoint) {
    this.localEndpoint = localEndpoint;
  }

  join(peer: VirtualEnd, open: (socket: Socket) => SocketEvents): void {
    this.peer = peer;
    this.events = open(this);
  }

  send(buffers: readonly Buffer[]): boolean {
    // Not at once: no socket calls back from within `send`.
    void Promise.resolve().then(() => this.peer?.arrive(Buffer.concat(buffers)));
    return true;
  }

  private arrive(bytes: Buffer): void {
    this.arrived.push(bytes);
    this.deliver();
  }

  private deliver(): void {
    while (!this.isPaused && !this.isClosed) {
      const bytes = this.arrived.shift();
      if (bytes === undefined) break;
      this.events?.onData(bytes);
    }
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.deliver();
  }

  close(): void {
    void Promise.resolve().then(() => {
      this.end();
      this.peer?.end();
    });
  }

  private end(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.events?.onClose();
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
