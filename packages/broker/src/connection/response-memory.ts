import type { Clock, Timer } from '@odradek/base';

import { type RoomSeeker, RoomSeekers } from './room-seekers.ts';

/** A connection with responses that take memory until they were sent. */
export interface UnreadConnection {
  /** Closes it if nothing of them has left for so long, be it that they wait for other responses. */
  closeStalled(stalledMs: number): void;
}

/** How long a client may read nothing while others wait for the memory of its responses. */
const STALLED_MS = 10_000;

/**
 * Counts the bytes of records that are read for responses and that no socket has taken yet, of all
 * connections together. Fetches that find no room wait for it, in the order in which they asked:
 * clients that do not read cannot take more memory than that, and those that read are slowed down by
 * them for some seconds at most, as connections on which nothing leaves are closed while others wait.
 *
 * Whoever finds any room is let in, whatever it needs: so the limit may be passed by one response.
 */
export class ResponseMemory {
  private readonly clock: Clock;
  private readonly bytesMax: number;
  private bytes = 0;
  private readonly seekers: RoomSeekers = new RoomSeekers();
  private readonly mayLetIn = (): boolean => this.hasRoom;
  private readonly unread = new Set<UnreadConnection>();
  private timer: Timer | undefined;
  private isStopped = false;

  /** `bytesMax` is `odradek.queued.max.response.bytes`. */
  constructor(clock: Clock, bytesMax: number) {
    this.clock = clock;
    this.bytesMax = bytesMax;
  }

  /** The bytes that are in memory, or are expected by those who read. */
  get usedBytes(): number {
    return this.bytes;
  }

  /** How many fetches wait until there is room. */
  get waiting(): number {
    return this.seekers.size;
  }

  /** Whether something may be read for a response. */
  get hasRoom(): boolean {
    return this.bytes < this.bytesMax;
  }

  /** So many bytes are about to be read, or were. */
  take(bytes: number): void {
    this.bytes += bytes;
  }

  /** They have left, or were not read after all. */
  giveBack(bytes: number): void {
    this.bytes -= bytes;
    this.seekers.wake(this.mayLetIn);
  }

  /** Calls `onRoom` once, when there is room. */
  waitForRoom(seeker: RoomSeeker): void {
    this.seekers.add(seeker);
    this.watchStalled();
  }

  /** It does not wait any more. */
  forget(seeker: RoomSeeker): void {
    this.seekers.remove(seeker);
  }

  /** A connection has responses that take memory. */
  noteUnread(connection: UnreadConnection): void {
    this.unread.add(connection);
  }

  /** It has none any more, or is gone. */
  noteRead(connection: UnreadConnection): void {
    this.unread.delete(connection);
  }

  /** Closes no connection any more. */
  stop(): void {
    this.isStopped = true;
    this.timer?.cancel();
    this.timer = undefined;
  }

  private watchStalled(): void {
    if (this.timer !== undefined || this.isStopped) return;
    this.timer = this.clock.setTimer(STALLED_MS, () => {
      this.timer = undefined;
      if (this.seekers.size === 0) return;
      for (const connection of Array.from(this.unread)) connection.closeStalled(STALLED_MS);
      if (this.seekers.size > 0) this.watchStalled();
    });
  }
}
