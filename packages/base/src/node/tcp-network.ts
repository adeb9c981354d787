import { createServer, type Server, type Socket as TcpSocket } from 'node:net';

import { KafkaError } from '../errors/kafka-error.ts';
import type {
  Acceptor,
  Endpoint,
  ListenOptions,
  Network,
  Socket,
  SocketEvents,
} from '../network/network.ts';
import { checkReading } from './reading-check.ts';
import {
  BUFFERED_READING,
  canShareBuffer,
  PLAIN_READING,
  SocketReader,
  type SocketReading,
} from './socket-reading.ts';
import { dial, SOCKET_OPTIONS } from './tcp-connect.ts';
import { OpenTcpSocket } from './tcp-socket.ts';

/** How often a free port is looked for that is free at both addresses of `localhost`. */
const FREE_PORT_ATTEMPTS = 10;

/** The network of the operating system: TCP. */
export class TcpNetwork implements Network {
  private readonly report: (message: string) => void;
  private readonly reading: SocketReading | undefined;

  /**
   * `report` is told when a connection could not be accepted, for example without file handles.
   * `reading` is how sockets are read; without it the best way that works in this Node.
   */
  constructor(report: (message: string) => void, reading?: SocketReading) {
    this.report = report;
    this.reading = reading;
  }

  /** `localhost` is 127.0.0.1 and, where the machine has it, ::1. */
  async listen(
    endpoint: Endpoint,
    accept: (socket: Socket) => SocketEvents,
    options: ListenOptions = {},
  ): Promise<Acceptor> {
    if (endpoint.host !== 'localhost') return this.listenAt(endpoint, accept, options);
    for (let attempt = 1; ; attempt++) {
      const v4 = await this.listenAt({ host: '127.0.0.1', port: endpoint.port }, accept, options);
      const { port } = v4.endpoint;
      try {
        const v6 = await this.listenAt({ host: '::1', port }, accept, options);
        const close = async (): Promise<void> => {
          await Promise.all([v4.close(), v6.close()]);
        };
        return { endpoint: { host: 'localhost', port }, close };
      } catch (error) {
        const code = error instanceof KafkaError ? error.code : undefined;
        // Without IPv6 there is no ::1, and then nobody can ask for it.
        if (code === 'ODRADEK_NO_SUCH_ADDRESS') {
          return { endpoint: { host: 'localhost', port }, close: () => v4.close() };
        }
        await v4.close();
        const isAnyPort = code === 'ODRADEK_ADDRESS_IN_USE' && endpoint.port === 0;
        if (!isAnyPort || attempt === FREE_PORT_ATTEMPTS) throw error;
      }
    }
  }

  private async listenAt(
    endpoint: Endpoint,
    accept: (socket: Socket) => SocketEvents,
    options: ListenOptions,
  ): Promise<Acceptor> {
    const accepted = new AcceptedSockets(this.reading, accept);
    const server = createServer({ ...SOCKET_OPTIONS, pauseOnConnect: true }, (tcp) =>
      accepted.add(tcp),
    );
    await bind(server, endpoint, options);
    if (this.reading === undefined) checkAcceptedReading();
    server.on('error', (error) => {
      this.report(`A connection to ${endpoint.host} could not be accepted: ${error.message}.`);
    });
    const address = server.address();
    const port = address === null || typeof address === 'string' ? endpoint.port : address.port;
    const close = async (): Promise<void> => {
      await closeServer(server);
      await accepted.allClosed();
    };
    return { endpoint: { host: endpoint.host, port }, close };
  }

  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    return dial(endpoint, options.timeoutMs, open, this.reading);
  }
}

/** How accepted sockets are read: plainly, until the better way has been seen to work. */
let acceptedReading: SocketReading = PLAIN_READING;
let isChecked = false;

/** How long a process that listens is left alone before it looks: its start is to be quick. */
const CHECK_DELAY_MS = 100;

/** Looks once whether accepted sockets can be read into our buffer. Nobody waits for the answer. */
function checkAcceptedReading(): void {
  if (isChecked || !canShareBuffer()) return;
  isChecked = true;
  setTimeout(() => {
    void checkReading(BUFFERED_READING).then((works) => {
      if (works) acceptedReading = BUFFERED_READING;
    });
  }, CHECK_DELAY_MS).unref();
}

/** The connections that one listener has accepted. */
class AcceptedSockets {
  private readonly reading: SocketReading | undefined;
  private readonly accept: (socket: Socket) => SocketEvents;
  private readonly open = new Set<TcpSocket>();
  private onAllClosed: () => void = () => {};

  constructor(reading: SocketReading | undefined, accept: (socket: Socket) => SocketEvents) {
    this.reading = reading;
    this.accept = accept;
  }

  add(accepted: TcpSocket): void {
    const reader = new SocketReader();
    const tcp = (this.reading ?? acceptedReading).accepted(accepted, reader);
    this.open.add(tcp);
    const socket = new OpenTcpSocket(tcp, reader);
    tcp.on('close', () => {
      this.open.delete(tcp);
      if (this.open.size === 0) this.onAllClosed();
    });
    socket.attach(this.accept(socket));
  }

  /** Resolves when the last connection is gone. */
  allClosed(): Promise<void> {
    if (this.open.size === 0) return Promise.resolve();
    return new Promise((resolve) => (this.onAllClosed = resolve));
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function bind(server: Server, { host, port }: Endpoint, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      reject(listenError(error, { host, port }));
    };
    server.once('error', onError);
    server.listen({ ...options, host, port }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

const NO_SUCH_ADDRESS = [
  'ODRADEK_NO_SUCH_ADDRESS',
  'this machine has no such address; listen on one of its own.',
] as const;

/** What the codes of the operating system mean for a listener. */
const LISTEN_ERRORS: Readonly<Record<string, readonly [code: string, advice: string]>> = {
  EADDRINUSE: [
    'ODRADEK_ADDRESS_IN_USE',
    'the port is taken by another process; stop it or choose another port.',
  ],
  EADDRNOTAVAIL: NO_SUCH_ADDRESS,
  // IPv6 may be turned off altogether.
  EAFNOSUPPORT: NO_SUCH_ADDRESS,
  EACCES: ['ODRADEK_CANNOT_LISTEN', 'this user may not take the port; choose one from 1024 on.'],
};

function listenError(error: NodeJS.ErrnoException, { host, port }: Endpoint): KafkaError {
  const known = LISTEN_ERRORS[error.code ?? ''];
  const [code, advice] = known ?? ['ODRADEK_CANNOT_LISTEN', `${error.message}.`];
  return new KafkaError(code, `Cannot listen on ${host}:${port}: ${advice}`, { cause: error });
}
