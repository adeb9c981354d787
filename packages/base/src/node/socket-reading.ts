import { type OnReadOpts, Socket as TcpSocket } from 'node:net';

/** Where the bytes of a TCP socket go, which may change while it is open. */
export class SocketReader {
  /** Takes bytes, in memory that is not used again unless it answers `true`. */
  onBytes: (bytes: Buffer) => boolean | void = () => {};
}

/** A way to read TCP sockets. */
export interface SocketReading {
  readonly name: 'buffered' | 'plain';
  /** What a socket that connects has to be created with. */
  connectOptions(reader: SocketReader): { readonly onread?: OnReadOpts };
  /** Begins to read a socket that has connected. */
  connected(tcp: TcpSocket, reader: SocketReader): void;
  /** Begins to read a socket that was accepted and has not been read. Answers the one to use. */
  accepted(tcp: TcpSocket, reader: SocketReader): TcpSocket;
}

/** Reading by 'data' events: Node allocates 64 KiB for each read and cuts off what is not used. */
export const PLAIN_READING: SocketReading = {
  name: 'plain',
  connectOptions: () => ({}),
  connected: readPlainly,
  accepted: (tcp, reader) => {
    readPlainly(tcp, reader);
    return tcp;
  },
};

function readPlainly(tcp: TcpSocket, reader: SocketReader): void {
  tcp.on('data', (bytes: Buffer) => void reader.onBytes(bytes));
  tcp.resume();
}

/** How much one read can take: four times as much as by 'data' events. */
const READ_BYTES_MAX = 262_144;

/** Up to here copies come from Node's pool, whose blocks are smaller: it takes less to keep them. */
const POOLED_BYTES_MAX = 4_096;

/** Where the system writes what it has for any socket: it is copied before the next read. */
let readBuffer: Buffer | undefined;

/** Where much is copied to, one read behind the other; or in the same place, if nobody needs it. */
let block: Buffer | undefined;
let blockEnd = 0;

/**
 * Reading into one buffer for all sockets, from which what arrived is copied: an idle connection
 * costs no memory, and a read takes four times as much. A server has no documented way
 * for that; the handle of an accepted socket is given to a new one, where that works.
 */
export const BUFFERED_READING: SocketReading = {
  name: 'buffered',
  connectOptions: (reader) => ({ onread: readInto(reader) }),
  connected: (tcp) => {
    tcp.resume();
  },
  accepted: (tcp, reader) => {
    const handle = takeHandle(tcp);
    const socket = new TcpSocket({ handle, onread: readInto(reader) } as object);
    socket.resume();
    return socket;
  },
};

function readInto(reader: SocketReader): OnReadOpts {
  readBuffer ??= Buffer.allocUnsafeSlow(READ_BYTES_MAX);
  const buffer = readBuffer;
  return {
    buffer,
    callback: (bytesCount) => {
      const arrived = buffer.subarray(0, bytesCount);
      if (bytesCount <= POOLED_BYTES_MAX) reader.onBytes(Buffer.from(arrived));
      else handOver(arrived, reader);
      return true;
    },
  };
}

/**
 * Memory that is used again costs the garbage collector nothing: with requests of 16 KiB it looked at
 * the whole heap twenty times a second.
 */
function handOver(arrived: Buffer, reader: SocketReader): void {
  if (block === undefined || blockEnd + arrived.byteLength > block.byteLength) {
    block = Buffer.allocUnsafeSlow(READ_BYTES_MAX);
    blockEnd = 0;
  }
  const bytes = block.subarray(blockEnd, blockEnd + arrived.byteLength);
  bytes.set(arrived);
  blockEnd += arrived.byteLength;
  if (reader.onBytes(bytes) === true) blockEnd -= arrived.byteLength;
}

/** Takes the connection out of a socket, which is of no use afterwards. */
function takeHandle(tcp: TcpSocket): object {
  const owner = tcp as unknown as { _handle: object | null };
  const handle = owner._handle;
  if (handle === null || typeof handle !== 'object') throw new Error('the socket has no handle');
  owner._handle = null;
  // The server counts its sockets, and closes when none is left.
  tcp.destroy();
  return handle;
}

/** The way to read sockets that connect: there the buffer is documented. */
export function readingOfConnected(): SocketReading {
  return canShareBuffer() ? BUFFERED_READING : PLAIN_READING;
}

/**
 * Whether a buffer is written to only when its bytes are handed over at once. Windows is given it
 * before there is anything to read, so that sockets would overwrite it for each other.
 */
export function canShareBuffer(): boolean {
  return process.platform !== 'win32';
}
