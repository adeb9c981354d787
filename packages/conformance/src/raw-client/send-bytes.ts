import { once } from 'node:events';
import { connect } from 'node:net';

const ANSWER_MS_MAX = 3000;

/**
 * Sends bytes over a new connection to `host:port`. Resolves to the first frame that comes back, in
 * hexadecimal with its size, to `closed` if the broker closes the connection instead, or to
 * `silent` if neither happens within 3 seconds.
 */
export async function sendBytes(address: string, bytes: Buffer): Promise<string> {
  const [host = '', port = ''] = address.split(':');
  const socket = connect({ host, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const received: Buffer[] = [];
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      if (all.length >= 4 && all.length >= 4 + all.readInt32BE()) resolve(all.toString('hex'));
    });
    // A reset is a close too.
    socket.on('error', () => resolve('closed'));
    socket.on('close', () => resolve('closed'));
    socket.setTimeout(ANSWER_MS_MAX, () => resolve('silent'));
  });
  socket.write(bytes);
  try {
    return await answer;
  } finally {
    socket.destroy();
  }
}
