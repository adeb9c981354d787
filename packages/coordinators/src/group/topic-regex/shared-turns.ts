/** After so many milliseconds others get their turn. */
const TURN_MS = 2;

/**
 * Divides the time of the event loop between work that takes long and everything else, where several
 * have such work: they take turns of `TURN_MS`, and between two of them all others get as much time.
 */
export class SharedTurns {
  private readonly monotonicMs: () => number;
  private nextMs = Number.NEGATIVE_INFINITY;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
  }

  /** How long to wait for the next turn, in milliseconds; 0 or less if it may be taken now. */
  get waitMs(): number {
    return this.nextMs - this.monotonicMs();
  }

  /** Takes a turn: calls `step` until it answers true, which is answered, or until the turn is over. */
  take(step: () => boolean): boolean {
    const beganMs = this.monotonicMs();
    let nowMs = beganMs;
    let isOver = false;
    while (!isOver && nowMs < beganMs + TURN_MS) {
      isOver = step();
      nowMs = this.monotonicMs();
    }
    this.nextMs = nowMs + (nowMs - beganMs);
    return isOver;
  }
}
