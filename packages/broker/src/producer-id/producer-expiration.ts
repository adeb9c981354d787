import type { Clock, Timer } from '@odradek/base';
import type { LogManager } from '@odradek/storage';

/** What the expiration of producers goes by. */
export interface ProducerExpirationOptions {
  readonly clock: Clock;
  readonly logManager: LogManager;
  /** `producer.id.expiration.ms` as it is now: how long a producer that writes nothing is known. */
  readonly expirationMs: () => number;
  /** `producer.id.expiration.check.interval.ms` */
  readonly checkIntervalMs: number;
}

/** Forgets producers that wrote nothing for long, so that their number stays bounded. */
export class PeriodicProducerExpiration {
  private readonly options: ProducerExpirationOptions;
  private timer: Timer | undefined;

  constructor(options: ProducerExpirationOptions) {
    this.options = options;
  }

  /** Begins to check from time to time, until `stop`. */
  start(): void {
    this.timer = this.options.clock.setTimer(this.options.checkIntervalMs, () => {
      this.check();
      this.start();
    });
  }

  private check(): void {
    const { clock, logManager, expirationMs } = this.options;
    logManager.expireProducers({ now: clock.now(), expirationMs: expirationMs() });
  }

  stop(): void {
    this.timer?.cancel();
  }
}
