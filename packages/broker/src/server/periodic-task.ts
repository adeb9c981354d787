import type { Clock, Timer } from '@odradek/base';

/** What is done from time to time. */
export interface PeriodicTaskOptions {
  readonly clock: Clock;
  /** The interval, or what answers it each time. */
  readonly intervalMs: number | (() => number);
  /** Must not reject. */
  readonly run: () => Promise<void> | void;
}

/** Does something at an interval, counted from the end of the last time, until it is stopped. */
export class PeriodicTask {
  private readonly options: PeriodicTaskOptions;
  private timer: Timer | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(options: PeriodicTaskOptions) {
    this.options = options;
    this.schedule();
  }

  private schedule(): void {
    const { clock, intervalMs } = this.options;
    if (this.isStopped) return;
    const delayMs = typeof intervalMs === 'number' ? intervalMs : intervalMs();
    this.timer = clock.setTimer(delayMs, () => {
      this.running = this.runOnce();
    });
  }

  private async runOnce(): Promise<void> {
    await this.options.run();
    this.running = undefined;
    this.schedule();
  }

  /** Begins nothing any more; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.timer?.cancel();
    await this.running;
  }
}
