import type { EndOfTurn } from '@odradek/storage';

/** How many bytes are inflated in one turn before others wait for the next: a few milliseconds. */
const WORK_BYTES_MAX: number = 512 * 1024;

/**
 * Shares the turns of the event loop among the requests whose batches are inflated or compressed: 1.5
 * KB can become 16 MiB, and a request can have many of them. When a turn has had its work, what else
 * takes work waits, and whoever needs none is served in between. Those who wait come in their order.
 */
export class ValidationTurns {
  private readonly endOfTurn: EndOfTurn;
  private readonly waiting: (() => void)[] = [];
  private workBytes = 0;

  constructor(endOfTurn: EndOfTurn) {
    this.endOfTurn = endOfTurn;
  }

  /** Whether more work has to wait for another turn. */
  get isFull(): boolean {
    return this.workBytes >= WORK_BYTES_MAX;
  }

  /** Takes note of work that was done in this turn. */
  note(bytes: number): void {
    const wasFull = this.isFull;
    this.workBytes += bytes;
    if (this.isFull && !wasFull) this.endOfTurn(() => this.beginTurn());
  }

  /** Calls `goOn` in a later turn, which may do one piece of work without asking. Only if `isFull`. */
  wait(goOn: () => void): void {
    this.waiting.push(goOn);
  }

  private beginTurn(): void {
    this.workBytes = 0;
    while (!this.isFull) {
      const goOn = this.waiting.shift();
      if (goOn === undefined) return;
      goOn();
    }
  }
}
