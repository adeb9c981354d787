import assert from 'node:assert/strict';

import type { Acceptor, Network, Socket } from '../network/network.ts';
import { RecordedSocket } from './recorded-socket.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A network, and the way to let it work. */
export interface WorkingNetwork {
  readonly network: Network;
  /** A host at which the network can listen. */
  readonly host: string;
  /** Lets the network work until `isDone`. Rejects if it does not come to that. */
  readonly until: (isDone: () => boolean) => Promise<void>;
  /** Lets the network work long enough for everything to happen that is going to. */
  readonly settle: () => Promise<void>;
}

/** Makes the network of a test. */
export type CreateNetwork = () => WorkingNetwork;
/** What a side does with bytes that arrive. */
export type React = (recorded: RecordedSocket, bytes: Buffer) => void;

/** How long a connection may take. */
export const TIMEOUT_MS: number = 5_000;

/** A listener, and the connections that it has accepted. */
export class Listening {
  readonly under: WorkingNetwork;
  readonly acceptor: Acceptor;
  readonly accepted: RecordedSocket[];
  private readonly opened: RecordedSocket[] = [];

  private constructor(under: WorkingNetwork, acceptor: Acceptor, accepted: RecordedSocket[]) {
    this.under = under;
    this.acceptor = acceptor;
    this.accepted = accepted;
  }

  static async start(
    under: WorkingNetwork,
    react?: React,
    port = 0,
    accepting?: (socket: Socket) => void,
  ): Promise<Listening> {
    const accepted: RecordedSocket[] = [];
    const acceptor = await under.network.listen({ host: under.host, port }, (socket) => {
      accepting?.(socket);
      const recorded = new RecordedSocket(socket, react);
      accepted.push(recorded);
      return recorded;
    });
    return new Listening(under, acceptor, accepted);
  }

  /** Connects, and answers our end and the one that was accepted for it. */
  async pair(react?: React): Promise<readonly [RecordedSocket, RecordedSocket]> {
    const count = this.accepted.length;
    const client = await this.connect(react);
    await this.under.until(() => this.accepted.length > count);
    const server = this.accepted[count];
    assert(server !== undefined);
    return [client, server];
  }

  async connect(react?: React): Promise<RecordedSocket> {
    let client: RecordedSocket | undefined;
    const connected = this.under.network.connect(
      this.acceptor.endpoint,
      { timeoutMs: TIMEOUT_MS },
      (socket) => (client = new RecordedSocket(socket, react)),
    );
    await this.under.until(() => client !== undefined);
    assert(client !== undefined);
    assert.equal(await connected, client.socket);
    this.opened.push(client);
    return client;
  }

  /** Closes all of it, and checks that each end was told once. */
  async end(): Promise<void> {
    const closing = this.acceptor.close();
    const ends = [...this.opened, ...this.accepted];
    for (const { socket } of ends) {
      socket.resume();
      socket.close();
    }
    await this.under.until(() => ends.every(({ isClosed }) => isClosed));
    await closing;
    for (const { calls } of ends) {
      assert.equal(calls.filter((call) => call === 'close').length, 1);
      assert.equal(calls.at(-1), 'close');
    }
  }
}

/**
 * Sends to somebody who does not read until nothing leaves any more: a system takes some megabytes
 * on its own. Answers how many bytes were sent.
 */
export async function sendUntilItPilesUp(
  under: WorkingNetwork,
  { socket, calls }: RecordedSocket,
): Promise<number> {
  for (let sentBytes = 0; ;) {
    const { length } = calls;
    let isPiledUp = false;
    while (!isPiledUp) {
      assert.equal(sentBytes < 100_000_000, true, 'it is never told that bytes pile up');
      isPiledUp = !socket.send([Buffer.alloc(1_000_000, sentBytes)]);
      sentBytes += 1_000_000;
    }
    await under.settle();
    if (calls.length === length) return sentBytes;
  }
}

/** Sends bytes in parts of many sizes, and waits whenever they pile up. */
export async function sendAll(
  under: WorkingNetwork,
  { socket, calls }: RecordedSocket,
  bytes: Buffer,
  random: SeededRandom,
): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    const part = bytes.subarray(at, at + random.between(1, random.between(1, 400_000)));
    at += part.byteLength;
    const drains = calls.filter((call) => call === 'drain').length;
    if (socket.send([part])) continue;
    await under.until(() => calls.filter((call) => call === 'drain').length > drains);
  }
}

/** How many bytes have arrived. */
export function bytesOf({ chunks }: RecordedSocket): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
