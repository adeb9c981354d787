import type { Endpoint } from '../request/request-context.ts';

/** One end of a connection, as the core sees it. */
export interface Socket {
  /** The address at which the other side reached us. */
  readonly localEndpoint: Endpoint;
  /** The other side, for messages to the operator. */
  readonly remoteAddress: string;
  /**
   * Sends buffers in order. They must not change until they were sent. Answers `false` if so much
   * waits to be sent that no more should come before `onDrain`.
   */
  send(buffers: readonly Buffer[]): boolean;
  /** Stops reading until `resume`, so that the other side has to wait. */
  pause(): void;
  resume(): void;
  /**
   * Closes the connection; what was sent before is delivered if possible. Nothing arrives any more
   * but `onClose`.
   */
  close(): void;
}

/** What the core wants to hear of a connection. */
export interface SocketEvents {
  /** Bytes arrived. They are not reused afterwards. */
  onData(bytes: Buffer): void;
  /** What was sent has left, after `send` had answered that it piled up. */
  onDrain(): void;
  /** The connection is gone. Called once. */
  onClose(): void;
}

/** Accepts connections until it is closed. */
export interface Acceptor {
  /** Where it listens. */
  readonly endpoint: Endpoint;
  /** Stops accepting; open connections stay. */
  close(): Promise<void>;
}

/** The network of a broker. */
export interface Network {
  /**
   * Listens at an address; port 0 takes a free one. Rejects with `ODRADEK_ADDRESS_IN_USE` or another
   * `KafkaError` that names the listener.
   */
  listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor>;
}
