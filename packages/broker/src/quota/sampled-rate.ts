import type { QuotaWindows } from './quota-windows.ts';

/** What was counted in one window. A window begins with its first event, not by the clock. */
interface Sample {
  startMs: number;
  lastEventMs: number;
  value: number;
}

/**
 * How much there was a second, over the last windows: Kafka's `Rate` of a `WindowedSum`, to the digit.
 * Times are whole milliseconds that never go back.
 */
export class SampledRate {
  private readonly windows: QuotaWindows;
  /** A ring of one more than there are windows: the oldest one leaves bit by bit. */
  private readonly samples: Sample[] = [];
  private current = 0;

  constructor(windows: QuotaWindows) {
    this.windows = windows;
  }

  /** Counts something; what is negative takes back what was counted before. */
  record(value: number, nowMs: number): void {
    let sample = this.currentSample(nowMs);
    if (nowMs - sample.startMs >= this.windows.sizeMs) sample = this.advance(nowMs);
    sample.value += value;
    sample.lastEventMs = nowMs;
  }

  /** How much there was a second. */
  measure(nowMs: number): number {
    this.purge(nowMs);
    const sum = this.samples.reduce((total, { value }) => total + value, 0);
    return sum / (this.elapsedMs(nowMs) / 1000);
  }

  /**
   * The time that `measure` divides by, in milliseconds: since the oldest sample began, and at least
   * as if all windows but one had passed, so that the first events do not make a great rate.
   */
  elapsedMs(nowMs: number): number {
    const { count, sizeMs } = this.windows;
    this.purge(nowMs);
    const sinceOldestMs = nowMs - this.oldestStartMs(nowMs);
    const fullWindows = Math.floor(sinceOldestMs / sizeMs);
    const missing = Math.max(count - 1 - fullWindows, 0);
    return Math.max(sinceOldestMs + missing * sizeMs, 1);
  }

  /** Whether nothing that was counted has an effect any more, so that a new one would be the same. */
  isIdle(nowMs: number): boolean {
    return this.samples.every(({ lastEventMs }) => this.isObsolete(lastEventMs, nowMs));
  }

  private isObsolete(lastEventMs: number, nowMs: number): boolean {
    return nowMs - lastEventMs >= this.windows.count * this.windows.sizeMs;
  }

  private currentSample(nowMs: number): Sample {
    return (this.samples[this.current] ??= newSample(nowMs));
  }

  private advance(nowMs: number): Sample {
    this.current = (this.current + 1) % (this.windows.count + 1);
    return (this.samples[this.current] = newSample(nowMs));
  }

  private purge(nowMs: number): void {
    for (const sample of this.samples) {
      if (this.isObsolete(sample.lastEventMs, nowMs)) Object.assign(sample, newSample(nowMs));
    }
  }

  private oldestStartMs(nowMs: number): number {
    return this.samples.reduce((oldest, { startMs }) => Math.min(oldest, startMs), nowMs);
  }
}

function newSample(nowMs: number): Sample {
  return { startMs: nowMs, lastEventMs: nowMs, value: 0 };
}

/**
 * How long a client has to be quiet until its rate is down to the quota again, in milliseconds; 0 if
 * it is not above it (Kafka's `QuotaUtils.throttleTime`).
 */
export function rateThrottleTimeMs(rate: SampledRate, quota: number, nowMs: number): number {
  const measured = rate.measure(nowMs);
  if (measured <= quota) return 0;
  return Math.round(((measured - quota) / quota) * rate.elapsedMs(nowMs));
}
