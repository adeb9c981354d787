import type { ConfigDefinition } from './config-definition.ts';
import {
  type BrokerConfigSources,
  type SourcedConfig,
  sourcedBrokerConfigs,
} from './broker-config-sources.ts';
import { ConfigSource } from './config-resource.ts';

/**
 * Every value that a config of a group has, strongest first: set on the group, then what the broker's
 * config behind it has, or the default of one that has none behind it (Kafka's
 * `ConfigHelper.createGroupConfigEntry`).
 */
export function sourcedGroupConfigs(
  { name, brokerConfigs, default: byDefault }: ConfigDefinition,
  groupConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
): readonly SourcedConfig[] {
  const own = groupConfigs.get(name);
  const inherited =
    brokerConfigs === undefined
      ? [{ name, value: byDefault ?? '', source: ConfigSource.DEFAULT }]
      : sourcedBrokerConfigs(sources, brokerConfigs);
  if (own === undefined) return inherited;
  return [{ name, value: own, source: ConfigSource.GROUP }, ...inherited];
}
