import { createServer, type Server, type Socket as TcpSocket } from 'node:net';

import { KafkaError } from '@odradek/base';

import type { Acceptor, Network, Socket, SocketEvents } from '../ports/network.ts';
import type { Endpoint } from '../request/request-context.ts';

/** How many bytes may wait to be sent until we stop reading from a client that does not read. */
const SEND_BUFFER_BYTES_MAX = 1_048_576;

/** The network of the operating system: TCP. */
export class TcpNetwork implements Network {
  async listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor> {
    const server = createServer({ noDelay: true }, (tcp) => serve(tcp, accept));
    await bind(server, endpoint);
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
}

function bind(server: Server, { host, port }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenError(error, { host, port }));
    });
    server.listen({ host, port }, resolve);
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
function serve(tcp: TcpSocket, accept: (socket: Socket) => SocketEvents): void {
  let isThrottled = false;
  let isPaused = false;
  const apply = (): void => {
    if (isThrottled || isPaused) tcp.pause();
    else tcp.resume();
  };
  const events = accept({
    localEndpoint: { host: plainAddress(tcp.localAddress), port: tcp.localPort ?? 0 },
    remoteAddress: `${plainAddress(tcp.remoteAddress)}:${tcp.remotePort ?? 0}`,
    send: (buffers) => {
      tcp.cork();
      for (const buffer of buffers) tcp.write(buffer);
      tcp.uncork();
      isThrottled = tcp.writableLength > SEND_BUFFER_BYTES_MAX;
      if (isThrottled) apply();
    },
    pause: () => {
      isPaused = true;
      apply();
    },
    resume: () => {
      isPaused = false;
      apply();
    },
    close: () => tcp.destroySoon(),
  });
  tcp.on('data', (bytes: Buffer) => events.onData(bytes));
  tcp.on('drain', () => {
    isThrottled = false;
    apply();
    events.onDrain();
  });
  // An error is followed by 'close'; a client that resets its connection is none of our errors.
  tcp.on('error', () => tcp.destroy());
  tcp.on('close', () => events.onClose());
}

/** IPv4 in IPv6 notation is written as IPv4, which every client understands. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
