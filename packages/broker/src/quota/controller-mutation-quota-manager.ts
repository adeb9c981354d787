import type { Clock } from '@odradek/base';
import type { ClientQuotaEntity, PartitionChangeQuota } from '@odradek/cluster';

import { type QuotaClient, QuotaLimits } from './quota-limits.ts';
import { QuotaSensors } from './quota-sensors.ts';
import { type QuotaWindows, THROTTLE_TIME_MS_MAX } from './quota-windows.ts';
import { TokenBucket } from './token-bucket.ts';

/** The quota of a client for the partitions that one request creates or deletes. */
export interface ControllerMutationQuota extends PartitionChangeQuota {
  /** How long the client should wait after this request, in milliseconds from now. */
  throttleTimeMs(): number;
}

/**
 * How many partitions a second clients may create and delete (KIP-599, Kafka's
 * `ControllerMutationQuotaManager`).
 */
export class ControllerMutationQuotaManager {
  private readonly clock: Clock;
  private readonly limits = new QuotaLimits();
  private readonly buckets: QuotaSensors<TokenBucket>;

  constructor(clock: Clock, windows: QuotaWindows) {
    this.clock = clock;
    this.buckets = new QuotaSensors(() => new TokenBucket(windows));
  }

  /** Whether anybody has a quota of this kind. */
  get isEnabled(): boolean {
    return !this.limits.isEmpty;
  }

  /** Sets the quota of an entity, or removes it if it is `undefined`. It holds from now on. */
  update(entity: ClientQuotaEntity, quota: number | undefined): void {
    this.limits.update(entity, quota);
  }

  /**
   * The quota for one request of a client; `undefined` if it has none. A strict one refuses what comes
   * while something is owed, any other lets it through and has the client wait.
   */
  quotaFor(client: QuotaClient, isStrict: boolean): ControllerMutationQuota | undefined {
    const limit = this.limits.find(client);
    if (limit === undefined) return undefined;
    const nowMs = Math.floor(this.clock.monotonicMs());
    const bucket = this.buckets.of(limit.sharedBy, nowMs);
    return new BucketMutationQuota(this.clock, bucket, limit.quota, isStrict);
  }
}

class BucketMutationQuota implements ControllerMutationQuota {
  private readonly clock: Clock;
  private readonly bucket: TokenBucket;
  private readonly quota: number;
  private readonly isStrict: boolean;
  /** When the client may go on, as it was when something was owed last. */
  private throttledUntilMs = -Infinity;

  constructor(clock: Clock, bucket: TokenBucket, quota: number, isStrict: boolean) {
    this.clock = clock;
    this.bucket = bucket;
    this.quota = quota;
    this.isStrict = isStrict;
  }

  take(partitions: number): boolean {
    const { nowMs } = this;
    if (this.isStrict && this.isInDebt(nowMs)) return false;
    this.bucket.take(partitions, this.quota, nowMs);
    // What a strict quota let through is not to be waited for: the next request is.
    if (!this.isStrict) this.isInDebt(nowMs);
    return true;
  }

  throttleTimeMs(): number {
    return Math.min(Math.max(this.throttledUntilMs - this.nowMs, 0), THROTTLE_TIME_MS_MAX);
  }

  private get nowMs(): number {
    return Math.floor(this.clock.monotonicMs());
  }

  private isInDebt(nowMs: number): boolean {
    if (this.bucket.left(this.quota, nowMs) >= 0) return false;
    this.throttledUntilMs = nowMs + this.bucket.throttleTimeMs(this.quota, nowMs);
    return true;
  }
}
