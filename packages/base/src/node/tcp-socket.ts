import type { Socket as TcpSocket } from 'node:net';

import type { Endpoint, Socket, SocketEvents } from '../network/network.ts';
import type { SocketReader } from './socket-reading.ts';
import { SocketWriter } from './socket-writing.ts';

/** How long a connection that we close may take to deliver what was sent. */
const CLOSE_MS_MAX = 1_000;

/** A TCP connection as the core sees it. */
export class OpenTcpSocket implements Socket {
  readonly localEndpoint: Endpoint;
  readonly remoteAddress: string;
  private readonly tcp: TcpSocket;
  private readonly reader: SocketReader;
  private readonly writer: SocketWriter;
  private events: SocketEvents | undefined;
  private isOpen = true;

  constructor(tcp: TcpSocket, reader: SocketReader) {
    this.tcp = tcp;
    this.reader = reader;
    this.localEndpoint = { host: plainAddress(tcp.localAddress), port: tcp.localPort ?? 0 };
    this.remoteAddress = `${plainAddress(tcp.remoteAddress)}:${tcp.remotePort ?? 0}`;
    this.writer = new SocketWriter(tcp, () => {
      if (this.isOpen) this.events?.onDrain();
    });
    // An error is followed by 'close'; a client that resets its connection is none of our errors.
    tcp.on('error', () => tcp.destroy());
    // The other side has closed, as Kafka's clients do when they want nothing more.
    tcp.on('end', () => this.close());
    tcp.on('close', () => {
      this.isOpen = false;
      this.events?.onClose();
    });
  }

  /** Tells from now on what happens. To be called before anything can. */
  attach(events: SocketEvents): void {
    this.events = events;
    this.reader.onBytes = (bytes) => !this.isOpen || events.onData(bytes) === true;
  }

  send(buffers: readonly Buffer[], onSent?: () => void): boolean {
    if (this.isOpen) return this.writer.write(buffers, onSent);
    if (onSent !== undefined) process.nextTick(onSent);
    return false;
  }

  get unsentBytes(): number {
    return this.isOpen ? this.writer.unsentBytes : 0;
  }

  pause(): void {
    if (this.isOpen) this.tcp.pause();
  }

  resume(): void {
    if (this.isOpen) this.tcp.resume();
  }

  /**
   * What was sent is delivered; what still comes is read and thrown away, since bytes left unread
   * would make the system reset the connection and lose what is on its way. After a second it ends
   * in any case: the other side may neither read nor close.
   */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { tcp } = this;
    if (tcp.bytesWritten === 0) {
      tcp.destroy();
      return;
    }
    const timer = setTimeout(() => tcp.destroy(), CLOSE_MS_MAX);
    tcp.once('close', () => clearTimeout(timer));
    this.writer.end();
    tcp.resume();
  }
}

/** IPv4 in IPv6 notation is written as IPv4, which every client understands. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
