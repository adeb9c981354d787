import { connect, createServer, type Server, type Socket as TcpSocket } from 'node:net';

import { SocketReader, type SocketReading } from './socket-reading.ts';

/** How long the check may take by default: it takes milliseconds, but the machine may be busy. */
const CHECK_MS_MAX = 5_000;

const GREETING = 'odradek';

/**
 * Whether a way of reading works in this Node, found out by a connection to ourselves: bytes must
 * arrive at the side that accepted and at the one that connected, and the end of the connection must
 * too. Never rejects, and leaves nothing open.
 */
export function checkReading(
  reading: SocketReading,
  checkMsMax: number = CHECK_MS_MAX,
): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer({ pauseOnConnect: true });
    const check: ReadingCheck = {
      reading,
      server,
      sockets: new Set(),
      answer: (works) => {
        clearTimeout(timer);
        server.close();
        for (const socket of check.sockets) socket.destroy();
        resolve(works);
      },
    };
    const timer = setTimeout(() => check.answer(false), checkMsMax);
    server.on('error', () => check.answer(false));
    server.on('connection', (tcp) => echo(check, tcp));
    server.listen({ host: '127.0.0.1', port: 0 }, () => greet(check));
  });
}

interface ReadingCheck {
  readonly reading: SocketReading;
  readonly server: Server;
  readonly sockets: Set<TcpSocket>;
  readonly answer: (works: boolean) => void;
}

/** Connects, sends a greeting and closes when it has come back. */
function greet({ reading, server, sockets, answer }: ReadingCheck): void {
  const address = server.address();
  if (address === null || typeof address === 'string') return answer(false);
  const reader = new SocketReader();
  const { port } = address;
  const client = connect({ port, host: '127.0.0.1', ...reading.connectOptions(reader) });
  sockets.add(client);
  reader.onBytes = (bytes) => {
    if (String(bytes) === GREETING) client.end();
    else answer(false);
  };
  client.on('error', () => answer(false));
  client.on('connect', () => reading.connected(client, reader));
  client.write(GREETING);
}

/** Sends back what arrives. It works if the other side closes after that. */
function echo({ reading, sockets, answer }: ReadingCheck, tcp: TcpSocket): void {
  sockets.add(tcp);
  const reader = new SocketReader();
  let socket: TcpSocket;
  try {
    socket = reading.accepted(tcp, reader);
  } catch {
    // Whatever is different in this Node: the plain way works.
    return answer(false);
  }
  sockets.add(socket);
  let hasRead = false;
  reader.onBytes = (bytes) => {
    hasRead = true;
    socket.write(bytes);
  };
  socket.on('error', () => answer(false));
  socket.on('close', () => answer(hasRead));
}
