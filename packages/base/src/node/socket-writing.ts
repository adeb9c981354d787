import type { Socket as TcpSocket } from 'node:net';

/** How many bytes may wait to be sent until we say that they pile up. */
const SEND_BUFFER_BYTES_MAX = 1_048_576;

/** What Node itself looks at to tell a slow connection from one that has stopped. */
interface WritingInternals {
  readonly _handle?: { readonly writeQueueSize?: number } | null;
  /** How many bytes were handed to the handle. */
  readonly _bytesDispatched?: number;
}

/**
 * Writes to a TCP socket. What is written within one callback of the system, by however many calls,
 * goes out in one write: a frame of many buffers, the responses to all requests that came in one
 * chunk.
 */
export class SocketWriter {
  private readonly tcp: TcpSocket;
  private readonly uncork: () => void;
  private isCorked = false;
  private isPiledUp = false;

  /** `onDrain` is called when everything has left after `write` had answered `false`. */
  constructor(tcp: TcpSocket, onDrain: () => void) {
    this.tcp = tcp;
    this.uncork = () => {
      if (!this.isCorked) return;
      this.isCorked = false;
      tcp.uncork();
    };
    tcp.on('drain', () => {
      if (!this.isPiledUp) return;
      this.isPiledUp = false;
      onDrain();
    });
  }

  /**
   * Sends buffers in order. `false` if so much waits that no more should come before `onDrain`. For
   * `onSent` see `Socket.send`.
   */
  write(buffers: readonly Buffer[], onSent?: () => void): boolean {
    const { tcp } = this;
    if (!this.isCorked) {
      this.isCorked = true;
      tcp.cork();
      process.nextTick(this.uncork);
    }
    if (onSent === undefined) {
      for (const buffer of buffers) if (buffer.byteLength > 0) tcp.write(buffer);
    } else this.writeAndTell(buffers, onSent);
    if (tcp.writableLength <= SEND_BUFFER_BYTES_MAX && !this.isPiledUp) return true;
    this.isPiledUp = true;
    return false;
  }

  /** How many bytes were written that the system has not taken. */
  get unsentBytes(): number {
    const { tcp } = this;
    const { _handle: handle, _bytesDispatched: dispatched } = tcp as unknown as WritingInternals;
    const queued = handle?.writeQueueSize;
    // Without these it is known only when a whole write has ended.
    if (queued === undefined || dispatched === undefined) return tcp.writableLength;
    return (tcp.bytesWritten ?? 0) - dispatched + queued;
  }

  /** Node calls back for the last of them when it was written, and also when it is thrown away. */
  private writeAndTell(buffers: readonly Buffer[], onSent: () => void): void {
    const filled = buffers.filter(({ byteLength }) => byteLength > 0);
    const last = filled.pop();
    for (const buffer of filled) this.tcp.write(buffer);
    if (last === undefined) process.nextTick(onSent);
    else this.tcp.write(last, () => onSent());
  }

  /** Sends what was written, and then the end. */
  end(): void {
    this.uncork();
    this.tcp.end();
  }
}
