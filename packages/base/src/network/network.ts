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
   * waits to be sent that no more should come before `onDrain`. After `close`, and when the
   * connection is gone, nothing is sent and the answer is `false`. Never calls back from within.
   *
   * `onSent` is called once, when nobody reads the buffers any more, be it that they have left or
   * that they never will; it may come before or behind `onClose`. Their memory is used for other
   * things from then on: nobody else may need it. That answers cost less, it is only passed where
   * somebody waits for it.
   */
  send(buffers: readonly Buffer[], onSent?: () => void): boolean;
  /**
   * How many of the bytes that were sent have not left: the system has not taken them, since the
   * other side does not read, or reads slowly. None after `close`. May cost more than the others.
   */
  readonly unsentBytes: number;
  /**
   * Stops reading until `resume`, so that the other side has to wait. That it closes is not noticed
   * meanwhile, unless something is sent to it.
   */
  pause(): void;
  resume(): void;
  /**
   * Closes the connection; what was sent before is delivered if the other side reads it within a
   * second. Nothing arrives any more but `onClose`, which is not called from within.
   */
  close(): void;
}

/** What the core wants to hear of a connection. */
export interface SocketEvents {
  /**
   * Bytes arrived, at least one. They belong to the callee: nobody uses their memory again, unless
   * this answers `true`, which says that nothing of them is needed any more.
   */
  onData(bytes: Buffer): boolean | void;
  /** What was sent has left. Called once each time that `send` has answered that it piled up. */
  onDrain(): void;
  /** The connection is gone, whoever closed it and why. Called once, after all other calls. */
  onClose(): void;
}

/** How an address is listened at. */
export interface ListenOptions {
  /**
   * How many connections the system holds that it has established and that were not accepted yet; the
   * default is that of the system. Others have to try again, which theirs does by itself.
   */
  readonly backlog?: number;
}

/** Accepts connections until it is closed. */
export interface Acceptor {
  /** Where it listens. */
  readonly endpoint: Endpoint;
  /** Stops accepting; open connections stay. Resolves when the last that was accepted is gone. */
  close(): Promise<void>;
}

/** The network, as brokers and clients see it: connections that carry bytes in order, or break. */
export interface Network {
  /**
   * Listens at an address; port 0 takes a free one. Rejects with `ODRADEK_ADDRESS_IN_USE` or another
   * `KafkaError` that names the listener.
   */
  listen(
    endpoint: Endpoint,
    accept: (socket: Socket) => SocketEvents,
    options?: ListenOptions,
  ): Promise<Acceptor>;

  /**
   * Opens a connection; `open` gets it when it is established, before any byte arrives. Rejects with
   * the retriable `NETWORK_EXCEPTION`, which names host, port and reason, if nobody listens there,
   * the name is unknown, or it takes longer than `timeoutMs`.
   */
  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket>;
}
