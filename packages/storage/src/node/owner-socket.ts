import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';

/** How long an owner may take to say who it is; that it listens is enough to know it lives. */
const ANSWER_MS_MAX = 1000;
const ANSWER_BYTES_MAX = 300;
/** What connecting to a socket fails with if nobody listens on it. */
const NOBODY = new Set(['ECONNREFUSED', 'ENOENT']);
/** What it may fail with although somebody does, or cannot be told from that. */
const SOMEBODY = new Set(['EACCES', 'EAGAIN', 'ECONNRESET', 'EPERM', 'EPIPE']);

/** Listens on the path of a socket and tells everyone who connects which process this is. */
export function listenAsOwner(path: string): Promise<Server> {
  const server = createServer((socket) => {
    // Who asks may be gone before it has the answer; that is its own affair.
    socket.on('error', () => socket.destroy());
    socket.end(`process ${process.pid} on ${hostname()}`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      server.unref();
      resolve(server);
    });
  });
}

/** Stops listening. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Who listens on the path of a socket, or `undefined` if nobody does. */
export function askOwner(path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path);
    const finish = (): void => {
      socket.destroy();
      resolve(answer === '' ? 'another process' : answer);
    };
    socket.setTimeout(ANSWER_MS_MAX, finish);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer = (answer + text).slice(0, ANSWER_BYTES_MAX);
    });
    socket.once('end', finish);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      if (NOBODY.has(code)) resolve(undefined);
      else if (SOMEBODY.has(code)) resolve(`another process (${code} at ${path})`);
      else reject(error);
    });
  });
}
