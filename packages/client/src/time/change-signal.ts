import type { Pause, Pauses } from './pauses.ts';

/** Lets async functions wait for whatever may have changed; they look for themselves what it was. */
export class ChangeSignal {
  private readonly pauses: Pauses;
  private readonly waiting: Set<Pause> = new Set<Pause>();

  constructor(pauses: Pauses) {
    this.pauses = pauses;
  }

  /** Resolves after the next `raise`, after `waitMs`, or as soon as the pauses are closed. */
  async wait(waitMs: number): Promise<void> {
    const pause = this.pauses.begin(waitMs);
    this.waiting.add(pause);
    await pause.over;
    this.waiting.delete(pause);
  }

  raise(): void {
    for (const pause of this.waiting) pause.end();
  }
}
