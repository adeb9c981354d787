import type { Clock } from '@odradek/base';

import type { QuotaWindows } from '../quota/quota-windows.ts';
import { rateThrottleTimeMs, SampledRate } from '../quota/sampled-rate.ts';
import type { ConnectionRates } from './connection-acceptor.ts';
import type { ConnectionLimits } from './connection-limits.ts';

/** What the rates of a broker are measured with. */
export interface ConnectionCreationRatesOptions {
  readonly limits: ConnectionLimits;
  readonly clock: Clock;
  /** `quota.window.num` and `quota.window.size.seconds` */
  readonly windows: QuotaWindows;
}

/**
 * How many connections a second arrive at a broker and at each of its listeners, against
 * `max.connection.creation.rate` (KIP-612, `ConnectionQuotas.recordConnectionAndGetThrottleTimeMs`).
 * All of them are counted, whether there is a limit or not, since there may be one later. That of the
 * broker does not hold back the listener between brokers, and does not count it.
 */
export class ConnectionCreationRates implements ConnectionRates {
  private readonly options: ConnectionCreationRatesOptions;
  private readonly ofBroker: SampledRate;
  private readonly byListener = new Map<string, SampledRate>();

  constructor(options: ConnectionCreationRatesOptions) {
    this.options = options;
    this.ofBroker = new SampledRate(options.windows);
  }

  recordAndGetThrottleTimeMs(listener: string): number {
    const { limits } = this.options;
    const { maxConnectionCreationRate, listeners } = limits.values;
    const limitOfListener = listeners.get(listener)?.maxConnectionCreationRate ?? Infinity;
    const ofListener = this.record(this.rateOf(listener), limitOfListener);
    if (limits.isProtected(listener)) return ofListener;
    return Math.max(ofListener, this.record(this.ofBroker, maxConnectionCreationRate));
  }

  private rateOf(listener: string): SampledRate {
    let rate = this.byListener.get(listener);
    if (rate === undefined) {
      rate = new SampledRate(this.options.windows);
      this.byListener.set(listener, rate);
    }
    return rate;
  }

  /** As in Kafka nobody waits for longer than one window. */
  private record(rate: SampledRate, limit: number): number {
    const { clock, windows } = this.options;
    const nowMs = Math.floor(clock.monotonicMs());
    rate.record(1, nowMs);
    return limit === Infinity
      ? 0
      : Math.min(rateThrottleTimeMs(rate, limit, nowMs), windows.sizeMs);
  }
}
