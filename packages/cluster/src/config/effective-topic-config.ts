import type { ConfigDefinition } from './config-definition.ts';
import {
  type BrokerConfigSources,
  type SourcedConfig,
  sourcedBrokerConfigs,
} from './broker-config-sources.ts';
import { ConfigSource } from './config-resource.ts';

/** How many milliseconds the unit has in which a broker's config gives a duration. */
const UNITS: readonly (readonly [suffix: string, ms: bigint])[] = [
  ['log.retention.ms', 1n],
  ['.minutes', 60_000n],
  ['.hours', 3_600_000n],
];

/**
 * The value that a config has for a topic: what was set on the topic, else what the brokers' configs
 * behind it give, else its default (Kafka's `KafkaConfigSchema.resolveEffectiveTopicConfig`).
 * `null` only of a config without a default.
 */
export function effectiveTopicConfig(
  definition: ConfigDefinition,
  topicConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
): SourcedConfig | { readonly name: string; readonly value: null; readonly source: number } {
  const { name, brokerConfigs = [] } = definition;
  const own = topicConfigs.get(name);
  if (own !== undefined) return { name, value: own, source: ConfigSource.TOPIC };
  const [inherited] = sourcedBrokerConfigs(sources, brokerConfigs);
  if (inherited === undefined || inherited.source === ConfigSource.DEFAULT) {
    return { name, value: definition.default, source: ConfigSource.DEFAULT };
  }
  return { name, value: inMilliseconds(inherited), source: inherited.source };
}

/** A broker's value in the unit of the topic's config; negative durations all mean "no limit". */
function inMilliseconds({ name, value }: SourcedConfig): string {
  const unit = UNITS.find(([suffix]) => name.endsWith(suffix));
  if (unit === undefined) return value;
  const amount = BigInt(value.trim().replace('+', ''));
  return String(amount < 0n ? -1n : amount * unit[1]);
}
