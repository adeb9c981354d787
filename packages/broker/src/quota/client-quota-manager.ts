import type { ClientQuotaEntity } from '@odradek/cluster';

import { type QuotaClient, QuotaLimits } from './quota-limits.ts';
import { QuotaSensors } from './quota-sensors.ts';
import { type QuotaWindows, THROTTLE_TIME_MS_MAX } from './quota-windows.ts';
import { rateThrottleTimeMs, SampledRate } from './sampled-rate.ts';

/**
 * Measures what clients do of one kind a second, and how long they have to wait if it is more than
 * their quota (Kafka's `ClientQuotaManager`). Clients without a quota are not measured. Times are whole
 * milliseconds of the monotonic clock.
 */
export class ClientQuotaManager {
  private readonly windows: QuotaWindows;
  private readonly throttleTimeMsMax: number;
  private readonly limits = new QuotaLimits();
  private readonly rates: QuotaSensors<SampledRate>;

  /** No client has to wait for longer than `throttleTimeMsMax`, nor than an answer can say. */
  constructor(windows: QuotaWindows, throttleTimeMsMax: number = THROTTLE_TIME_MS_MAX) {
    this.windows = windows;
    this.throttleTimeMsMax = throttleTimeMsMax;
    this.rates = new QuotaSensors(() => new SampledRate(windows));
  }

  /** Whether anybody has a quota of this kind. */
  get isEnabled(): boolean {
    return !this.limits.isEmpty;
  }

  /** Sets the quota of an entity, or removes it if it is `undefined`. It holds from now on. */
  update(entity: ClientQuotaEntity, quota: number | undefined): void {
    this.limits.update(entity, quota);
  }

  /** Counts what a client did. Answers how long it should wait now, in milliseconds; 0 if not at all. */
  recordAndGetThrottleTimeMs(client: QuotaClient, value: number, nowMs: number): number {
    const limit = this.limits.find(client);
    if (limit === undefined) return 0;
    const rate = this.rates.of(limit.sharedBy, nowMs);
    rate.record(value, nowMs);
    const throttleTimeMs = rateThrottleTimeMs(rate, limit.quota, nowMs);
    return Math.min(throttleTimeMs, this.throttleTimeMsMax);
  }

  /** Takes back what was counted of something that was not done after all. */
  unrecord(client: QuotaClient, value: number, nowMs: number): void {
    const limit = this.limits.find(client);
    if (limit !== undefined) this.rates.of(limit.sharedBy, nowMs).record(-value, nowMs);
  }

  /** The most that a client may do at once without having to wait for ever; `Infinity` without a quota. */
  valueMaxInWindows(client: QuotaClient): number {
    const limit = this.limits.find(client);
    if (limit === undefined) return Infinity;
    return limit.quota * (this.windows.count - 1) * (this.windows.sizeMs / 1000);
  }
}
