import { connect, createServer, type Server, type Socket as TcpSocket } from 'node:net';

import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '../network/network.ts';

/** How many bytes may wait to be sent until we stop reading from a client that does not read. */
const SEND_BUFFER_BYTES_MAX = 1_048_576;

/** How long a connection that we close may take to deliver what was sent. */
const CLOSE_MS_MAX = 1_000;

/** The network of the operating system: TCP. */
export class TcpNetwork implements Network {
  private readonly report: (message: string) => void;

  /** `report` is told when a connection could not be accepted, for example without file handles. */
  constructor(report: (message: string) => void) {
    this.report = report;
  }

  async listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor> {
    const server = createServer({ noDelay: true }, (tcp) => serve(tcp, accept));
    await bind(server, endpoint);
    server.on('error', (error) => {
      this.report(`A connection to ${endpoint.host} could not be accepted: ${error.message}.`);
    });
    const address = server.address();
    const port = address === null || typeof address === 'string' ? endpoint.port : address.port;
    return {
      endpoint: { host: endpoint.host, port },
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
        }),
    };
  }

  async connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    return serve(await dial(endpoint, options.timeoutMs), open);
  }
}

function dial({ host, port }: Endpoint, timeoutMs: number): Promise<TcpSocket> {
  return new Promise((resolve, reject) => {
    const tcp = connect({ host, port, noDelay: true });
    const fail = (reason: string): void => {
      tcp.destroy();
      const message = `Cannot connect to ${host}:${port}: ${reason}.`;
      reject(new KafkaError('NETWORK_EXCEPTION', message, { retriable: true }));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs} ms`), timeoutMs);
    const onError = (error: Error): void => {
      clearTimeout(timer);
      fail(error.message);
    };
    tcp.once('error', onError);
    tcp.once('connect', () => {
      clearTimeout(timer);
      tcp.off('error', onError);
      resolve(tcp);
    });
  });
}

function bind(server: Server, { host, port }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      reject(listenError(error, { host, port }));
    };
    server.once('error', onError);
    server.listen({ host, port }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

/** What the codes of the operating system mean for a listener. */
const LISTEN_ERRORS: Readonly<Record<string, readonly [code: string, advice: string]>> = {
  EADDRINUSE: [
    'ODRADEK_ADDRESS_IN_USE',
    'the port is taken by another process; stop it or choose another port.',
  ],
  EADDRNOTAVAIL: [
    'ODRADEK_NO_SUCH_ADDRESS',
    'this machine has no such address; listen on one of its own.',
  ],
  EACCES: ['ODRADEK_CANNOT_LISTEN', 'this user may not take the port; choose one from 1024 on.'],
};

function listenError(error: NodeJS.ErrnoException, { host, port }: Endpoint): KafkaError {
  const known = LISTEN_ERRORS[error.code ?? ''];
  const [code, advice] = known ?? ['ODRADEK_CANNOT_LISTEN', `${error.message}.`];
  return new KafkaError(code, `Cannot listen on ${host}:${port}: ${advice}`, { cause: error });
}

/** Connects a TCP socket with the core. */
function serve(tcp: TcpSocket, accept: (socket: Socket) => SocketEvents): Socket {
  const onData = (bytes: Buffer): void => events.onData(bytes);
  const socket: Socket = {
    localEndpoint: { host: plainAddress(tcp.localAddress), port: tcp.localPort ?? 0 },
    remoteAddress: `${plainAddress(tcp.remoteAddress)}:${tcp.remotePort ?? 0}`,
    send: (buffers) => {
      tcp.cork();
      for (const buffer of buffers) tcp.write(buffer);
      tcp.uncork();
      return tcp.writableLength <= SEND_BUFFER_BYTES_MAX;
    },
    pause: () => tcp.pause(),
    resume: () => tcp.resume(),
    close: () => {
      tcp.off('data', onData);
      closeSoon(tcp);
    },
  };
  const events = accept(socket);
  tcp.on('data', onData);
  tcp.on('drain', () => events.onDrain());
  // An error is followed by 'close'; a client that resets its connection is none of our errors.
  tcp.on('error', () => tcp.destroy());
  tcp.on('close', () => events.onClose());
  return socket;
}

/**
 * Ends a connection: what was sent is delivered, what still comes is read and thrown away, since
 * bytes left unread would make the system reset the connection and lose what is on its way. After a
 * second it ends in any case: a client may neither read nor close.
 */
function closeSoon(tcp: TcpSocket): void {
  const timer = setTimeout(() => tcp.destroy(), CLOSE_MS_MAX);
  tcp.once('close', () => clearTimeout(timer));
  tcp.end();
  tcp.resume();
}

/** IPv4 in IPv6 notation is written as IPv4, which every client understands. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
