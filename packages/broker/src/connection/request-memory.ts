import { type RoomSeeker, RoomSeekers } from './room-seekers.ts';

/** What requests of all connections may take together. */
export interface RequestMemoryLimits {
  /** `queued.max.request.bytes`; below zero, or 0, there is no limit. */
  readonly queuedMaxRequestBytes: number;
  /** `queued.max.requests` */
  readonly queuedMaxRequests: number;
}

/**
 * Counts the bytes of requests that are in memory, and the requests that wait for their turn, of all
 * connections together (Kafka's `SimpleMemoryPool` and the queue of its `RequestChannel`). Connections
 * that find no room wait for it, unread, in the order in which they asked.
 *
 * As in Kafka a request is let in if there is any room at all, whatever its size: so the largest
 * request gets through, one at a time, and the limit may be passed by one request.
 */
export class RequestMemory {
  private readonly bytesMax: number;
  private readonly requestsMax: number;
  private bytes = 0;
  private requests = 0;
  private readonly seekers: RoomSeekers = new RoomSeekers();
  private readonly mayLetIn = (): boolean => this.hasRoom;

  constructor({ queuedMaxRequestBytes, queuedMaxRequests }: RequestMemoryLimits) {
    this.bytesMax = queuedMaxRequestBytes > 0 ? queuedMaxRequestBytes : Infinity;
    this.requestsMax = queuedMaxRequests;
  }

  /** The bytes of requests that are in memory, or were announced and let in. */
  get usedBytes(): number {
    return this.bytes;
  }

  /** The requests that are being worked on or wait for that. */
  get queuedRequests(): number {
    return this.requests;
  }

  /** How many connections are not read until there is room. */
  get waiting(): number {
    return this.seekers.size;
  }

  /** Whether a request may be let in. */
  get hasRoom(): boolean {
    return this.bytes < this.bytesMax && this.requests < this.requestsMax;
  }

  /** Lets the bytes of a request in, of which none may have arrived yet. */
  takeBytes(bytes: number): void {
    this.bytes += bytes;
  }

  /** Nobody needs these bytes any more. */
  giveBackBytes(bytes: number): void {
    this.bytes -= bytes;
    this.seekers.wake(this.mayLetIn);
  }

  /** A request waits for its turn, or is worked on. */
  takeRequest(): void {
    this.requests++;
  }

  /** A request is not worked on any more: it was answered, or waits for something else than its turn. */
  giveBackRequest(): void {
    this.requests--;
    this.seekers.wake(this.mayLetIn);
  }

  /** Calls `onRoom` once, when there is room. */
  waitForRoom(seeker: RoomSeeker): void {
    this.seekers.add(seeker);
  }

  /** It does not wait any more. */
  forget(seeker: RoomSeeker): void {
    this.seekers.remove(seeker);
  }
}
