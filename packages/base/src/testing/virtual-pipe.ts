import type { VirtualMachine } from './virtual-machine.ts';

/** How a direction of a connection ends: in order, or broken. */
export type PipeEnding = 'end' | 'reset';

/** What a pipe asks and tells the connection that it belongs to. */
export interface PipeOwner {
  /** Whether the receiver takes bytes now. */
  canReceive(): boolean;
  /** Whether the network carries bytes now. */
  isBlocked(): boolean;
  /** Whether chunks that are due come together with the one before. */
  merges(): boolean;
  /** Bytes arrived, in memory of their own. */
  receive(bytes: Buffer): void;
  /** Everything has arrived, and this comes behind it. */
  receiveEnding(ending: PipeEnding): void;
  /** All that was sent has been received. */
  emptied(): void;
}

interface Segment {
  readonly buffers: readonly Buffer[];
  readonly byteLength: number;
  /** Called once when nobody reads the buffers any more. */
  readonly onTaken?: (() => void) | undefined;
  /** When it arrives, on the clock of the receiver. */
  dueMs: number;
}

/** One direction of a virtual connection: bytes in order, each chunk at its time. */
export class VirtualPipe {
  /** How many bytes were sent and not received. */
  pendingBytes = 0;
  private readonly owner: PipeOwner;
  private readonly receiver: VirtualMachine;
  private readonly isAtOnce: boolean;
  private segments: Segment[] = [];
  private ending: { readonly kind: PipeEnding; dueMs: number } | undefined;
  /** Whether `pump` will run again without being called. */
  private isWaiting = false;
  private isDead = false;

  /** With `isAtOnce` bytes are received while they are sent. */
  constructor(owner: PipeOwner, receiver: VirtualMachine, isAtOnce: boolean) {
    this.owner = owner;
    this.receiver = receiver;
    this.isAtOnce = isAtOnce;
  }

  /**
   * Sends buffers as one chunk, which are copied when they arrive. `onTaken` is called, perhaps from
   * within, when they were, or never will be.
   */
  push(buffers: readonly Buffer[], delayMs: number, onTaken?: () => void): void {
    let byteLength = 0;
    for (const buffer of buffers) byteLength += buffer.byteLength;
    if (this.isEnding || byteLength === 0) {
      onTaken?.();
      return;
    }
    this.segments.push({ buffers, byteLength, onTaken, dueMs: this.receiver.nowMs() + delayMs });
    this.pendingBytes += byteLength;
    this.pump();
  }

  /** Ends behind what was sent. A second ending replaces the first. */
  finish(kind: PipeEnding, delayMs: number): void {
    if (this.isDead) return;
    this.ending = { kind, dueMs: this.receiver.nowMs() + delayMs };
    this.pump();
  }

  get isEnding(): boolean {
    return this.isDead || this.ending !== undefined;
  }

  /** Loses all but the first bytes of what is on its way. */
  cut(bytes: number): void {
    const kept: Segment[] = [];
    let left = bytes;
    for (const segment of this.segments) {
      const isWhole = segment.byteLength <= left;
      if (isWhole) kept.push(segment);
      else if (left > 0) kept.push(startOf(segment, left));
      left -= Math.min(left, segment.byteLength);
      if (!isWhole) segment.onTaken?.();
    }
    this.segments = kept;
    this.pendingBytes = bytes - left;
  }

  /** The sender is gone: what is on its way does not need its memory any more. */
  copySent(): void {
    const { segments } = this;
    this.segments = segments.map((segment) =>
      segment.onTaken === undefined ? segment : startOf(segment, segment.byteLength),
    );
    for (const { onTaken } of segments) onTaken?.();
  }

  /** Lets what is on its way take longer. */
  delayBy(ms: number): void {
    for (const segment of this.segments) segment.dueMs += ms;
    if (this.ending !== undefined) this.ending.dueMs += ms;
  }

  /** Nothing arrives any more. */
  kill(): void {
    const { segments } = this;
    this.isDead = true;
    this.segments = [];
    this.pendingBytes = 0;
    for (const { onTaken } of segments) onTaken?.();
  }

  /** Delivers what is due, or waits for it. To be called when the receiver or the network is ready. */
  pump(): void {
    if (this.isWaiting || !this.isReady()) return;
    this.isWaiting = true;
    if (this.isAtOnce) {
      while (this.isReady()) this.deliver();
      this.isWaiting = false;
      return;
    }
    const dueMs = this.nextDueMs();
    this.receiver.later(Math.max(dueMs - this.receiver.nowMs(), 0), () => {
      this.isWaiting = false;
      // What was due may have been delayed meanwhile.
      if (this.isReady() && this.nextDueMs() <= dueMs) this.deliver();
      this.pump();
    });
  }

  private isReady(): boolean {
    if (this.isDead || (this.segments.length === 0 && this.ending === undefined)) return false;
    return this.owner.canReceive() && !this.owner.isBlocked();
  }

  private nextDueMs(): number {
    return this.segments[0]?.dueMs ?? this.ending?.dueMs ?? Infinity;
  }

  private deliver(): void {
    const first = this.segments.shift();
    if (first === undefined) {
      const { ending } = this;
      this.isDead = true;
      if (ending !== undefined) this.owner.receiveEnding(ending.kind);
      return;
    }
    const segments = [first, ...this.takeDue()];
    const bytes = Buffer.concat(segments.flatMap(({ buffers }) => buffers));
    this.pendingBytes -= bytes.byteLength;
    for (const { onTaken } of segments) onTaken?.();
    this.owner.receive(bytes);
    if (this.pendingBytes === 0) this.owner.emptied();
  }

  /** What is due behind the first chunk, if it comes together with it. */
  private takeDue(): readonly Segment[] {
    const nowMs = this.receiver.nowMs();
    let count = 0;
    while ((this.segments[count]?.dueMs ?? Infinity) <= nowMs) count++;
    if (count === 0 || !this.owner.merges()) return [];
    return this.segments.splice(0, count);
  }
}

/** A copy of the first bytes. */
function startOf({ buffers, dueMs }: Segment, byteLength: number): Segment {
  return { buffers: [Buffer.concat(buffers).subarray(0, byteLength)], byteLength, dueMs };
}
