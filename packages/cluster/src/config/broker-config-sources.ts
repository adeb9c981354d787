import type { ConfigurationsImage } from '../image/configurations-image.ts';
import { BROKER_CONFIGS } from './broker-config-definitions.ts';
import { ConfigSource } from './config-resource.ts';

/** One value of a config and where it comes from. */
export interface SourcedConfig {
  readonly name: string;
  /** The text as it was given. */
  readonly value: string;
  /** See `ConfigSource`. */
  readonly source: number;
}

/** Where the configs of a broker come from. */
export interface BrokerConfigSources {
  readonly nodeId: number;
  /** What the operator gave it at its start. */
  readonly staticConfigs: ReadonlyMap<string, string>;
  readonly configs: ConfigurationsImage;
}

/**
 * Every value that some configs of a broker have, strongest first: set on the broker, set on all
 * brokers, given at the start, default. In each of these `names` stand in their order.
 */
export function sourcedBrokerConfigs(
  { nodeId, staticConfigs, configs }: BrokerConfigSources,
  names: readonly string[],
): readonly SourcedConfig[] {
  const sourced: SourcedConfig[] = [];
  const collect = (source: number, valueOf: (name: string) => string | null | undefined): void => {
    for (const name of names) {
      const value = valueOf(name);
      if (value !== undefined && value !== null) sourced.push({ name, value, source });
    }
  };
  const ofBroker = configs.broker(nodeId);
  const ofAllBrokers = configs.defaultBroker();
  collect(ConfigSource.DYNAMIC_BROKER, (name) => ofBroker.get(name));
  collect(ConfigSource.DYNAMIC_DEFAULT_BROKER, (name) => ofAllBrokers.get(name));
  collect(ConfigSource.STATIC_BROKER, (name) => staticConfigs.get(name));
  collect(ConfigSource.DEFAULT, (name) => BROKER_CONFIGS.get(name)?.default);
  return sourced;
}
