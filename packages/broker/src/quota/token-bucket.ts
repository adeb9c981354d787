import type { QuotaWindows } from './quota-windows.ts';

/**
 * A bucket that fills at the rate of the quota, up to what comes in all windows together (KIP-599,
 * Kafka's `TokenBucket`). Who takes more than there is owes it. Begins full. A quota is how many tokens
 * come a second; it may be another one at each call. Times are whole milliseconds that never go back.
 */
export class TokenBucket {
  private readonly windows: QuotaWindows;
  private tokens = 0;
  private lastUpdateMs = -Infinity;
  private lastQuota = 0;

  constructor(windows: QuotaWindows) {
    this.windows = windows;
  }

  /** Takes so many tokens, be they there or not. */
  take(count: number, quota: number, nowMs: number): void {
    this.tokens = this.left(quota, nowMs) - count;
  }

  /** How many tokens there are; below 0 what is owed. */
  left(quota: number, nowMs: number): number {
    const added = quota * ((nowMs - this.lastUpdateMs) / 1000);
    this.tokens = Math.min(this.burst(quota), this.tokens + added);
    this.lastUpdateMs = nowMs;
    this.lastQuota = quota;
    return this.tokens;
  }

  /** How long until nothing is owed any more, in milliseconds; 0 if nothing is. */
  throttleTimeMs(quota: number, nowMs: number): number {
    const left = this.left(quota, nowMs);
    return left >= 0 ? 0 : Math.round((-left / quota) * 1000);
  }

  /** Whether it is full, so that a new one would be the same. */
  isIdle(nowMs: number): boolean {
    const isUntouched = this.lastUpdateMs === -Infinity;
    return isUntouched || this.left(this.lastQuota, nowMs) >= this.burst(this.lastQuota);
  }

  private burst(quota: number): number {
    const { count, sizeMs } = this.windows;
    return count * (sizeMs / 1000) * quota;
  }
}
