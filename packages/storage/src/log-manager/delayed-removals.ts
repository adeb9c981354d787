import type { Clock, Timer } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';

/** What removing folders later needs. */
export interface DelayedRemovalsOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Takes what could not be removed; the next start does it. */
  readonly onError: (path: string, error: unknown) => void;
}

/**
 * Folders of deleted partitions that go after Kafka's `file.delete.delay.ms`. They have names that no
 * log is opened from, and are removed at the next start if the broker stops before.
 */
export class DelayedRemovals {
  private readonly options: DelayedRemovalsOptions;
  private readonly timers = new Set<Timer>();
  private readonly removing = new Set<Promise<void>>();

  constructor(options: DelayedRemovalsOptions) {
    this.options = options;
  }

  /** Removes a folder after `delayMs`. */
  add(path: string, delayMs: number): void {
    const timer = this.options.clock.setTimer(delayMs, () => {
      this.timers.delete(timer);
      const removing = this.remove(path);
      this.removing.add(removing);
      void removing.then(() => this.removing.delete(removing));
    });
    this.timers.add(timer);
  }

  private async remove(path: string): Promise<void> {
    try {
      await this.options.fileSystem.remove(path);
    } catch (error) {
      this.options.onError(path, error);
    }
  }

  /** Begins nothing any more; resolves when nothing is being removed. */
  async close(): Promise<void> {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    await Promise.all(this.removing);
  }
}
