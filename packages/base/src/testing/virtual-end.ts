import type { Endpoint, Socket, SocketEvents } from '../network/network.ts';
import type { VirtualMachine } from './virtual-machine.ts';

/** How many bytes may be on their way until `send` answers that they pile up. */
const SEND_BUFFER_BYTES_MAX = 1_048_576;

/** What an end needs of its connection. */
export interface EndLink {
  /**
   * Sends buffers to the other side. Answers how many bytes are on their way. `onTaken` is called when
   * nobody reads the buffers any more, perhaps from within.
   */
  transmit(buffers: readonly Buffer[], onTaken?: () => void): number;
  /** How many bytes are on their way. */
  readonly pendingBytes: number;
  /** Closes in order: the other side learns of it behind what was sent. */
  finish(): void;
  /** This side takes bytes again. */
  pump(): void;
  /** This side is closed for good. */
  gone(): void;
}

/** The addresses of an end. */
export interface EndAddresses {
  readonly localEndpoint: Endpoint;
  readonly remoteAddress: string;
}

/** What is written over bytes that were released: no length, offset or text. */
const SCRIBBLE = 0xdb;

/** One end of a virtual connection. */
export class VirtualEnd implements Socket {
  readonly localEndpoint: Endpoint;
  readonly remoteAddress: string;
  readonly machine: VirtualMachine;
  state: 'open' | 'closing' | 'closed' = 'open';
  isPaused = false;
  private readonly link: EndLink;
  private events: SocketEvents | undefined;
  private isPiledUp = false;
  /** Whether the other side said that it does not read. */
  private isStalled = false;
  /** What was sent since then. */
  private stalledBytes = 0;
  /** Of what was sent since then: called when it counts as read, or never will be. */
  private stalledTaken: (() => void)[] = [];

  constructor(machine: VirtualMachine, addresses: EndAddresses, link: EndLink) {
    this.machine = machine;
    this.localEndpoint = addresses.localEndpoint;
    this.remoteAddress = addresses.remoteAddress;
    this.link = link;
  }

  /** Tells from now on what happens, beginning with what has arrived. */
  attach(events: SocketEvents): void {
    this.events = events;
    this.link.pump();
  }

  /** Whether what arrives is taken, or thrown away while closing. */
  get canReceive(): boolean {
    if (this.events === undefined || !this.machine.isUp) return false;
    return this.state === 'closing' || (this.state === 'open' && !this.isPaused);
  }

  send(buffers: readonly Buffer[], onSent?: () => void): boolean {
    const onTaken = onSent === undefined ? undefined : this.overwriting(buffers, onSent);
    if (this.state !== 'open' || !this.machine.isUp) {
      onTaken?.();
      return false;
    }
    const pendingBytes = this.link.transmit(buffers, this.isStalled ? undefined : onTaken);
    if (this.isStalled) {
      for (const { byteLength } of buffers) this.stalledBytes += byteLength;
      if (onTaken !== undefined) this.stalledTaken.push(onTaken);
    }
    if (pendingBytes <= SEND_BUFFER_BYTES_MAX && !this.isStalled) return true;
    this.isPiledUp = true;
    return false;
  }

  get unsentBytes(): number {
    return this.state === 'open' ? this.link.pendingBytes + this.stalledBytes : 0;
  }

  /** What was sent is overwritten before its memory is used again, so that nobody reads it then. */
  private overwriting(buffers: readonly Buffer[], onSent: () => void): () => void {
    return () => {
      this.machine.later(0, () => {
        for (const buffer of buffers) buffer.fill(SCRIBBLE);
        onSent();
      });
    };
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.link.pump();
  }

  close(): void {
    if (this.state !== 'open' || !this.machine.isUp) return;
    this.state = 'closing';
    this.link.finish();
  }

  /** Bytes arrived. They are overwritten as soon as nobody needs them, so that nobody reads them then. */
  receive(bytes: Buffer): void {
    if (this.state !== 'open') return;
    const own = Buffer.from(bytes);
    if (this.events?.onData(own) !== true) return;
    own.fill(SCRIBBLE);
    this.machine.releasedBytes += own.byteLength;
  }

  /** All that was sent has been received. */
  emptied(): void {
    if (!this.isPiledUp || this.isStalled) return;
    this.machine.later(0, () => this.drain());
  }

  /** The other side does not read, or reads on. */
  stall(isStalled: boolean): void {
    this.isStalled = isStalled;
    this.stalledBytes = 0;
    if (isStalled) return;
    this.endStalled();
    this.drain();
  }

  private endStalled(): void {
    for (const onTaken of this.stalledTaken.splice(0)) onTaken();
  }

  private drain(): void {
    if (!this.isPiledUp || this.isStalled || this.state !== 'open') return;
    this.isPiledUp = false;
    this.events?.onDrain();
  }

  /** The connection is gone. */
  gone(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.endStalled();
    this.link.gone();
    if (this.machine.isUp) this.events?.onClose();
  }
}
