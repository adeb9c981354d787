/** An address at which something listens. */
export interface Endpoint {
  /** A name or an IP address, without brackets. */
  readonly host: string;
  /** 0 to 65535; 0 only where a free port is asked for. */
  readonly port: number;
}

/** One end of a connection, as the core sees it. */
export interface Socket {
  /** The address of our side; of an accepted connection the one that the other side dialled. */
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

/** The network, as brokers and clients see it: connections that carry bytes in order, or break. */
export interface Network {
  /**
   * Listens at an address; port 0 takes a free one. Rejects with `ODRADEK_ADDRESS_IN_USE` or another
   * `KafkaError` that names the listener.
   */
  listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor>;

  /**
   * Opens a connection; `open` gets it when it is established, before any byte arrives. Rejects with
   * the retriable `NETWORK_EXCEPTION` if nobody listens there, the name is unknown, or it takes
   * longer than `timeoutMs`.
   */
  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket>;
}
