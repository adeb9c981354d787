import { assert, canonicalIpAddress, type Socket, type SocketEvents } from '@odradek/base';

import type { ArrivedConnection } from '../connection/connection-acceptor.ts';

/** A socket that was accepted, until it is decided whether it is served; then it passes events on. */
export class ArrivedSocket implements ArrivedConnection, SocketEvents {
  readonly ip: string;
  isGone = false;
  private readonly socket: Socket;
  private readonly startServing: (ip: string) => SocketEvents;
  private served: SocketEvents | undefined;
  private isHeld = false;

  /** `startServing` is called at most once, with the address, and answers who serves the socket. */
  constructor(socket: Socket, startServing: (ip: string) => SocketEvents) {
    this.socket = socket;
    this.startServing = startServing;
    const host = hostOf(socket.remoteAddress);
    this.ip = canonicalIpAddress(host) ?? host;
  }

  /** Who is to hear of the socket: whoever serves it, if that is known already. */
  get events(): SocketEvents {
    return this.served ?? this;
  }

  hold(): void {
    this.isHeld = true;
    this.socket.pause();
  }

  serve(): void {
    this.served = this.startServing(this.ip);
    if (this.isHeld) this.socket.resume();
  }

  refuse(): void {
    this.isGone = true;
    this.socket.close();
  }

  onData(bytes: Buffer): boolean | void {
    assert(this.served !== undefined || this.isGone, 'a connection that is held is not read');
    return this.served?.onData(bytes) ?? true;
  }

  onDrain(): void {
    this.served?.onDrain();
  }

  onClose(): void {
    this.isGone = true;
    this.served?.onClose();
  }
}

/** The host of `host:port`, or all of it without a port. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, '');
}
