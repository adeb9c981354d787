import type {
  CreatableTopic,
  CreatableTopicConfigs,
} from '@odradek/protocol/messages/19-create-topics';

import type { BrokerConfigSources } from '../../config/broker-config-sources.ts';
import { ConfigResourceType } from '../../config/config-resource.ts';
import { effectiveTopicConfig } from '../../config/effective-topic-config.ts';
import { TOPIC_CONFIGS } from '../../config/topic-config-definitions.ts';
import { refuseTopicConfigs } from '../../config/validate-topic-configs.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import { configRecords } from '../configs/config-records.ts';
import { invalidConfig } from '../configs/config-refusal.ts';
import type { Refusal } from './place-replicas.ts';

/** Why a topic may not be created with the configs that were asked for, if so. */
export function refuseCreatedConfigs(
  topic: CreatableTopic,
  configSources: BrokerConfigSources,
): Refusal | undefined {
  const errorMessage = refuseNulls(topic) ?? refuseTopicConfigs(configsOf(topic), configSources);
  return errorMessage === undefined ? undefined : invalidConfig(errorMessage);
}

function refuseNulls({ configs }: CreatableTopic): string | undefined {
  const names = configs.filter(({ value }) => value === null).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `Null value not supported for topic configs: ${names.join(',')}`;
}

/** The configs of a topic that is asked for. Of a name that stands there twice the last one counts. */
function configsOf({ configs }: CreatableTopic): ReadonlyMap<string, string> {
  return new Map(configs.map(({ name, value }) => [name, value ?? '']));
}

/** The records that set the configs of a new topic. */
export function createdConfigRecords(topic: CreatableTopic): readonly MetadataRecord[] {
  return configRecords(ConfigResourceType.TOPIC, topic.name, configsOf(topic));
}

/** All configs that a new topic has, by name, as the answer to its creation lists them (KIP-525). */
export function describeCreatedConfigs(
  topic: CreatableTopic,
  configSources: BrokerConfigSources,
): readonly CreatableTopicConfigs[] {
  const configs = configsOf(topic);
  return [...TOPIC_CONFIGS.values()]
    .filter(({ name, isInternal }) => isInternal !== true || configs.has(name))
    .map((definition) => {
      const { name, value, source } = effectiveTopicConfig(definition, configs, configSources);
      return { name, value, readOnly: false, configSource: source, isSensitive: false };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
