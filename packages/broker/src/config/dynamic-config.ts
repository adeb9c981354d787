import { ConfigSource, type ConfigurationsImage, sourcedBrokerConfigs } from '@odradek/cluster';

import type { BrokerConfig } from './broker-config.ts';

/** The number that was set on a broker, or on all, since it started; `undefined` if none was. */
export function dynamicNumber(
  { nodeId, staticConfigs }: BrokerConfig,
  configs: ConfigurationsImage,
  name: string,
): number | undefined {
  const [strongest] = sourcedBrokerConfigs({ nodeId, staticConfigs, configs }, [name]);
  return strongest === undefined || strongest.source >= ConfigSource.STATIC_BROKER
    ? undefined
    : Number(strongest.value);
}
