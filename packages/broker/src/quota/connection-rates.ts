import { canonicalIpAddress, type Clock } from '@odradek/base';
import {
  type ClientQuotaEntity,
  ClientQuotaEntityType,
  entityNameOf,
  quotaIpAddress,
} from '@odradek/cluster';

import { QuotaSensors } from './quota-sensors.ts';
import type { QuotaWindows } from './quota-windows.ts';
import { rateThrottleTimeMs, SampledRate } from './sampled-rate.ts';

/**
 * How many connections a second each IP address may open: the quota `connection_creation_rate`
 * (KIP-612, `ConnectionQuotas.recordIpConnectionMaybeThrottle` of Kafka). Whoever accepts connections
 * asks it about each.
 */
export class ConnectionRates {
  private readonly clock: Clock;
  private readonly throttleTimeMsMax: number;
  private readonly limits = new Map<string, number>();
  private defaultLimit: number | undefined;
  private readonly rates: QuotaSensors<SampledRate>;

  constructor(clock: Clock, windows: QuotaWindows) {
    this.clock = clock;
    this.throttleTimeMsMax = windows.sizeMs;
    this.rates = new QuotaSensors(() => new SampledRate(windows));
  }

  /** Whether any address has a quota: if not, nobody needs to ask. */
  get isEnabled(): boolean {
    return this.limits.size > 0 || this.defaultLimit !== undefined;
  }

  /** Sets the quota of an address or of all others, or removes it if it is `undefined`. */
  update(entity: ClientQuotaEntity, quota: number | undefined): void {
    const name = entityNameOf(entity, ClientQuotaEntityType.IP);
    if (name === null) this.defaultLimit = quota;
    const address = name === null || name === undefined ? undefined : quotaIpAddress(name);
    if (address === undefined) return;
    if (quota === undefined) this.limits.delete(address);
    else this.limits.set(address, Math.trunc(quota));
  }

  /**
   * Counts a connection of an IP address. Answers 0 if it is let in; otherwise it does not count, and is
   * to be closed without being read after so many milliseconds, at most those of one window. That it is
   * not closed at once keeps the other side from trying again and again.
   */
  recordAndGetThrottleTimeMs(remoteAddress: string): number {
    if (!this.isEnabled) return 0;
    const address = canonicalIpAddress(remoteAddress) ?? remoteAddress;
    const quota = this.limits.get(address) ?? this.defaultLimit;
    if (quota === undefined) return 0;
    const nowMs = Math.floor(this.clock.monotonicMs());
    const rate = this.rates.of(address, nowMs);
    rate.record(1, nowMs);
    const throttleTimeMs = rateThrottleTimeMs(rate, quota, nowMs);
    if (throttleTimeMs > 0) rate.record(-1, nowMs);
    return Math.min(throttleTimeMs, this.throttleTimeMsMax);
  }
}
