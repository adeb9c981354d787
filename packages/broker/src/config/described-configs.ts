import {
  BROKER_CONFIGS,
  brokerConfigDefinition,
  type BrokerConfigSources,
  type ConfigDefinition,
  ConfigSource,
  type ConfigType,
  DYNAMIC_GROUP_CONFIGS,
  effectiveTopicConfig,
  parseConfigValue,
  type SourcedConfig,
  sourcedBrokerConfigs,
  sourcedGroupConfigs,
  TOPIC_CONFIGS,
} from '@odradek/cluster';
import type {
  DescribeConfigsResourceResult,
  DescribeConfigsSynonym,
} from '@odradek/protocol/messages/32-describe-configs';

/** Kafka's `DescribeConfigsResponse.ConfigType`. */
const TYPE_CODES: Readonly<Record<ConfigType, number>> = {
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
  CLASS: 8,
  PASSWORD: 9,
};
const UNKNOWN_TYPE_CODE = 0;

/** What is told of each config beside its value. */
export interface DescribeOptions {
  readonly includeSynonyms: boolean;
  readonly includeDocumentation: boolean;
}

/** Which configs are described: `null` for all. */
export type ConfigurationKeys = readonly string[] | null;

/** The configs of a topic (Kafka's `ConfigHelper.createTopicConfigEntry`). */
export function describeTopicConfigs(
  topic: string,
  keys: ConfigurationKeys,
  sources: BrokerConfigSources,
  options: DescribeOptions,
): readonly DescribeConfigsResourceResult[] {
  const topicConfigs = sources.configs.topic(topic);
  const asked = isAsked(keys);
  const listed = [...TOPIC_CONFIGS.values()].filter(
    ({ name, isInternal }) => asked(name) && (isInternal !== true || topicConfigs.has(name)),
  );
  return listed.map((definition) => {
    const { name } = definition;
    const effective = effectiveTopicConfig(definition, topicConfigs, sources);
    const value = shownValue(definition, effective.value);
    const sourced = [
      ...(topicConfigs.has(name) ? [{ name, value: value ?? '', source: ConfigSource.TOPIC }] : []),
      ...inheritedSynonyms(definition, sources),
    ];
    return describeConfig({ definition, value, sourced, readOnly: false }, options);
  });
}

/**
 * What the brokers' configs behind a topic's config have, from the value of the first of them on:
 * without one of its own, Kafka lists none of the others either.
 */
function inheritedSynonyms(
  { brokerConfigs = [] }: ConfigDefinition,
  sources: BrokerConfigSources,
): readonly SourcedConfig[] {
  const [first] = brokerConfigs;
  return first === undefined ? [] : fromOwn(first, sourcedBrokerConfigs(sources, brokerConfigs));
}

function fromOwn(name: string, sourced: readonly SourcedConfig[]): readonly SourcedConfig[] {
  const index = sourced.findIndex((config) => config.name === name);
  return index < 0 ? [] : sourced.slice(index);
}

/** The configs of a group (Kafka's `ConfigHelper.createGroupConfigEntry`). */
export function describeGroupConfigs(
  groupId: string,
  keys: ConfigurationKeys,
  sources: BrokerConfigSources,
  options: DescribeOptions,
): readonly DescribeConfigsResourceResult[] {
  const groupConfigs = sources.configs.group(groupId);
  const listed = [...DYNAMIC_GROUP_CONFIGS.values()].filter(({ name }) => isAsked(keys)(name));
  return listed.map((definition) => {
    const sourced = sourcedGroupConfigs(definition, groupConfigs, sources);
    const value = shownValue(definition, sourced[0]?.value ?? null);
    const [strongest] = sourced;
    const shown = sourced.map((each) =>
      each === strongest ? { ...each, value: value ?? '' } : each,
    );
    return describeConfig({ definition, value, sourced: shown, readOnly: false }, options);
  });
}

/** The configs of a broker, also those that nobody knows but the one who set them. */
export function describeBrokerConfigs(
  keys: ConfigurationKeys,
  sources: BrokerConfigSources,
  options: DescribeOptions,
): readonly DescribeConfigsResourceResult[] {
  const { nodeId, staticConfigs, configs } = sources;
  const set = [configs.broker(nodeId), configs.defaultBroker(), staticConfigs];
  const listed = [...BROKER_CONFIGS.values()].filter(
    ({ isInternal, isDynamicOnly }) => isInternal !== true && isDynamicOnly !== true,
  );
  const names = new Set(listed.map(({ name }) => name));
  for (const each of set) for (const name of each.keys()) names.add(name);
  return [...names].filter(isAsked(keys)).map((name) => {
    const sourced = fromOwn(name, sourcedBrokerConfigs(sources, synonymNames(name)));
    return describeBrokerConfig(name, sourced, options);
  });
}

/** What was set on all brokers. */
export function describeDefaultBrokerConfigs(
  keys: ConfigurationKeys,
  { configs }: BrokerConfigSources,
  options: DescribeOptions,
): readonly DescribeConfigsResourceResult[] {
  const source = ConfigSource.DYNAMIC_DEFAULT_BROKER;
  return [...configs.defaultBroker()]
    .filter(([name]) => isAsked(keys)(name))
    .map(([name, value]) => describeBrokerConfig(name, [{ name, value, source }], options));
}

function describeBrokerConfig(
  name: string,
  sourced: readonly SourcedConfig[],
  options: DescribeOptions,
): DescribeConfigsResourceResult {
  const definition = brokerConfigDefinition(name);
  const own = sourced.find((config) => config.name === name)?.value ?? null;
  const readOnly = BROKER_CONFIGS.get(name)?.update === undefined;
  const value = definition === undefined ? own : shownValue(definition, own);
  return { ...describeConfig({ definition, value, sourced, readOnly }, options), name };
}

/** Configs of brokers that say the same in other units; the first one wins. */
const SYNONYM_GROUPS: readonly (readonly string[])[] = [
  ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ['log.roll.ms', 'log.roll.hours'],
  ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
  ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'],
];

/** A config and those that stand in for it (Kafka's `DynamicBrokerConfig.brokerConfigSynonyms`). */
function synonymNames(name: string): readonly string[] {
  if (name === 'log.flush.scheduler.interval.ms') return [name];
  const group = SYNONYM_GROUPS.find((names) => names.includes(name));
  if (group !== undefined) return group;
  const base = /^listener\.name\.[^.]*\.(.*)$/.exec(name)?.[1];
  return base === undefined ? [name] : [name, base];
}

/** A config before it is put into the form of the protocol. */
interface DescribedConfig {
  /** `undefined` of a config that we do not know, which may be a secret. */
  readonly definition: ConfigDefinition | undefined;
  readonly value: string | null;
  /** Every value that it has, strongest first. */
  readonly sourced: readonly SourcedConfig[];
  readonly readOnly: boolean;
}

function describeConfig(
  { definition, value, sourced, readOnly }: DescribedConfig,
  { includeSynonyms, includeDocumentation }: DescribeOptions,
): DescribeConfigsResourceResult {
  const isSensitive = definition === undefined || definition.type === 'PASSWORD';
  const synonyms = sourced.map((config) => synonym(config, isSensitive));
  return {
    name: definition?.name ?? '',
    value: isSensitive ? null : value,
    readOnly,
    configSource: sourced[0]?.source ?? ConfigSource.DEFAULT,
    isSensitive,
    synonyms: includeSynonyms ? synonyms : [],
    configType: definition === undefined ? UNKNOWN_TYPE_CODE : TYPE_CODES[definition.type],
    documentation: includeDocumentation ? (definition?.documentation ?? null) : null,
  };
}

function synonym(
  { name, value, source }: SourcedConfig,
  isSensitive: boolean,
): DescribeConfigsSynonym {
  return { name, value: isSensitive ? null : value, source };
}

/** A value in the form in which it is shown; what is stored is what was given. */
function shownValue(definition: ConfigDefinition, text: string | null): string | null {
  if (text === null) return null;
  const parsed = parseConfigValue(definition, text);
  return parsed.type === 'value' ? parsed.text : text;
}

/** No keys mean all of them, as in Kafka. */
function isAsked(keys: ConfigurationKeys): (name: string) => boolean {
  if (keys === null || keys.length === 0) return () => true;
  const asked = new Set(keys);
  return (name) => asked.has(name);
}
