import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';

import { SeededRandom } from '../testing/seeded-random.ts';
import { BUFFERED_READING } from './socket-reading.ts';
import { TcpNetwork } from './tcp-network.ts';

const CONNECTIONS = 6;
const BYTES = 2 * 1024 * 1024;

/** What one connection sends: no two have the same bytes at the same place. */
function streamOf(connection: number): Buffer {
  const stream = Buffer.alloc(BYTES);
  for (let at = 0; at < BYTES; at += 4) stream.writeInt32LE(at * 8 + connection, at);
  return stream;
}

/** Bytes that are needed until the end, and where they stand in a stream. */
interface Kept {
  readonly bytes: Buffer;
  readonly stream: Buffer;
  readonly start: number;
}

function isAsSent({ bytes, stream, start }: Kept): boolean {
  return bytes.equals(stream.subarray(start, start + bytes.byteLength));
}

test('bytes stay as they arrived unless they were given back, whatever arrives on other connections', async () => {
  const random = new SeededRandom(1);
  const network = new TcpNetwork((message) => assert.fail(message), BUFFERED_READING);
  const kept: Kept[] = [];
  let arrivedWrong = 0;
  let givenBack = 0;
  const onStream = (): {
    readonly onData: (bytes: Buffer) => boolean;
    readonly received: () => number;
  } => {
    let stream: Buffer | undefined;
    let start = 0;
    return {
      received: () => start,
      onData: (bytes) => {
        stream ??= streamOf(bytes.readInt32LE(0));
        const arrived = { bytes, stream, start };
        if (!isAsSent(arrived)) arrivedWrong++;
        start += bytes.byteLength;
        const isNeeded = random.below(3) === 0;
        if (isNeeded) kept.push(arrived);
        else givenBack += bytes.byteLength;
        return !isNeeded;
      },
    };
  };
  const streams: ReturnType<typeof onStream>[] = [];
  const closed: Promise<void>[] = [];
  const acceptor = await network.listen({ host: '127.0.0.1', port: 0 }, () => {
    const stream = onStream();
    streams.push(stream);
    let close = (): void => {};
    closed.push(new Promise((resolve) => (close = resolve)));
    return { onData: stream.onData, onDrain: () => {}, onClose: close };
  });
  const send = async (connection: number): Promise<void> => {
    const client = connect(acceptor.endpoint);
    await once(client, 'connect');
    const stream = streamOf(connection);
    // A multiple of four, so that the first four bytes arrive together.
    for (let at = 0; at < BYTES;) {
      const end = Math.min(BYTES, at + 4 * (1 + random.below(40_000)));
      await new Promise((resolve) => client.write(stream.subarray(at, end), resolve));
      at = end;
    }
    client.end();
    await once(client, 'close');
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => send(connection)));
  await Promise.all(closed);
  await acceptor.close();
  assert.deepEqual(
    streams.map(({ received }) => received()),
    Array.from({ length: CONNECTIONS }, () => BYTES),
  );
  assert.equal(arrivedWrong, 0);
  assert.notEqual(kept.length, 0);
  assert.notEqual(givenBack, 0);
  assert.equal(kept.filter((bytes) => !isAsSent(bytes)).length, 0);
});
