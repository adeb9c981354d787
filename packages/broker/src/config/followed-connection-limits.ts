import { ConfigResourceType, type ConfigurationsImage, type MetadataDelta } from '@odradek/cluster';

import { ConnectionLimits } from '../connection/connection-limits.ts';
import type { BrokerConfig } from './broker-config.ts';
import { connectionLimitsOf } from './connection-limit-configs.ts';

/** The limits on connections, which follow the metadata by `load` and `apply`. */
export class FollowedConnectionLimits {
  readonly limits: ConnectionLimits;
  /** Called when the limits may have changed. */
  onChanged: () => void = () => {};
  private readonly config: BrokerConfig;
  private readonly configs: ConfigurationsImage;

  constructor(config: BrokerConfig, configs: ConfigurationsImage) {
    this.config = config;
    this.configs = configs;
    this.limits = new ConnectionLimits(
      connectionLimitsOf(config, configs),
      config.interBrokerListenerName,
    );
  }

  /** Follows the image after it was loaded. */
  load(): void {
    this.limits.values = connectionLimitsOf(this.config, this.configs);
    this.onChanged();
  }

  /** Follows a change of the image. */
  apply({ changedConfigs }: MetadataDelta): void {
    const isOfBrokers = changedConfigs.some(
      ({ resourceType }) => resourceType === ConfigResourceType.BROKER,
    );
    if (isOfBrokers) this.load();
  }
}
