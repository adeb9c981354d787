/*
 * Sends hostile frames to a broker and tells on standard output how far it is, a JSON line each time:
 * node dist/hostile-frames/attack.js HOST:PORT SEED FRAMES CONNECTIONS TOPIC
 */
import { connect, type Socket } from 'node:net';

import { FrameSource } from './frame-source.ts';

/** What became of the frames so far. */
export interface AttackProgress {
  readonly sent: number;
  readonly withServedHeader: number;
  readonly answered: number;
  readonly closed: number;
  /** Neither answered nor closed in time: requests without an answer, or that wait. */
  readonly silent: number;
  /** Connections that the broker did not accept. */
  readonly refused: number;
}

const PROGRESS_FRAMES = 10_000;
const SILENCE_MS = 40;

const [address = '', seed, frames, connections, topic = ''] = process.argv.slice(2);
const [host = '', port] = address.split(':');
const source = new FrameSource(Number(seed), topic);
const progress = { sent: 0, withServedHeader: 0, answered: 0, closed: 0, silent: 0, refused: 0 };

/** Takes the next frame, if there is one left. */
function nextFrame(): Buffer | undefined {
  if (progress.sent === Number(frames)) return undefined;
  const { bytes, hasServedHeader } = source.next();
  progress.sent++;
  if (hasServedHeader) progress.withServedHeader++;
  if (progress.sent % PROGRESS_FRAMES === 0) console.log(JSON.stringify(progress));
  return bytes;
}

type Outcome = 'answered' | 'closed' | 'silent';

function dial(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // What the broker does to the connection is counted as an outcome.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
  });
}

function send(socket: Socket, frame: Buffer): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      socket.removeAllListeners('data');
      socket.removeAllListeners('close');
      socket.removeAllListeners('end');
      resolve(outcome);
    };
    const timer = setTimeout(() => end('silent'), SILENCE_MS);
    socket.once('data', () => end('answered'));
    socket.once('close', () => end('closed'));
    socket.once('end', () => end('closed'));
    socket.write(frame);
  });
}

async function attack(): Promise<void> {
  let socket: Socket | undefined;
  for (let frame = nextFrame(); frame !== undefined; frame = nextFrame()) {
    try {
      socket ??= await dial();
    } catch {
      progress.refused++;
      continue;
    }
    const outcome = await send(socket, frame);
    progress[outcome]++;
    if (outcome === 'answered') continue;
    // A reset before our own end leaves no port of this machine waiting.
    socket.resetAndDestroy();
    socket = undefined;
  }
  socket?.resetAndDestroy();
}

await Promise.all(Array.from({ length: Number(connections) }, attack));
console.log(JSON.stringify(progress));
