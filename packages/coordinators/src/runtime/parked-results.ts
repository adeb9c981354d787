import type { Clock, Offset, Timer } from '@odradek/base';

/** Whoever waits for the high watermark. */
interface ParkedResult {
  /** It has to pass this offset. */
  readonly end: Offset;
  readonly deadlineMs: number;
  readonly complete: (errorCode: number) => void;
}

/**
 * Results whose records are appended and not committed yet, and those behind them, in the order of
 * the operations. Each is completed once: when it is committed, when it has waited too long, or when
 * it is known that it never will be.
 */
export class ParkedResults {
  private readonly clock: Clock;
  private readonly timeoutMs: number;
  private readonly onTimeout: (complete: (errorCode: number) => void) => void;
  private readonly onCommitted: ((waitedMs: number) => void) | undefined;
  private queue: ParkedResult[] = [];
  /** The index of the first that is still parked. */
  private first = 0;
  private timer: Timer | undefined;

  /** `onTimeout` completes what has waited for `timeoutMs`; its records may still be committed. */
  constructor(options: {
    readonly clock: Clock;
    readonly timeoutMs: number;
    readonly onTimeout: (complete: (errorCode: number) => void) => void;
    /** Told how long each waited that is committed. */
    readonly onCommitted?: (waitedMs: number) => void;
  }) {
    this.clock = options.clock;
    this.timeoutMs = options.timeoutMs;
    this.onTimeout = options.onTimeout;
    this.onCommitted = options.onCommitted;
  }

  /** How many are parked. */
  get size(): number {
    return this.queue.length - this.first;
  }

  /** Parks a result until the high watermark is `end` or more. */
  park(end: Offset, complete: (errorCode: number) => void): void {
    const deadlineMs = this.clock.monotonicMs() + this.timeoutMs;
    this.queue.push({ end, deadlineMs, complete });
    this.timer ??= this.clock.setTimer(this.timeoutMs, () => this.timerDue());
  }

  /** Takes the first one if the high watermark has passed it. */
  takeCommitted(highWatermark: Offset): ((errorCode: number) => void) | undefined {
    const parked = this.queue[this.first];
    if (parked === undefined || parked.end > highWatermark) return undefined;
    const parkedMs = parked.deadlineMs - this.timeoutMs;
    this.onCommitted?.(this.clock.monotonicMs() - parkedMs);
    return this.takeFirst(parked);
  }

  /** Takes all. */
  takeAll(): readonly ((errorCode: number) => void)[] {
    const taken = this.queue.slice(this.first).map(({ complete }) => complete);
    this.queue = [];
    this.first = 0;
    this.timer?.cancel();
    this.timer = undefined;
    return taken;
  }

  private takeFirst(parked: ParkedResult): (errorCode: number) => void {
    this.first++;
    if (this.first === this.queue.length) {
      this.queue = [];
      this.first = 0;
    } else if (this.first > FORGOTTEN_MAX && this.first * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
    return parked.complete;
  }

  /** The timer is left to run: most of the time something is parked when it does. */
  private timerDue(): void {
    this.timer = undefined;
    const now = this.clock.monotonicMs();
    for (
      let parked = this.queue[this.first];
      parked !== undefined;
      parked = this.queue[this.first]
    ) {
      if (parked.deadlineMs > now) {
        this.timer = this.clock.setTimer(parked.deadlineMs - now, () => this.timerDue());
        return;
      }
      this.onTimeout(this.takeFirst(parked));
    }
  }
}

/** How many that were taken the queue may begin with before it is made shorter. */
const FORGOTTEN_MAX = 1024;
