import { ErrorCode } from '@odradek/protocol';
import type { AlterConfigsResource } from '@odradek/protocol/messages/44-incremental-alter-configs';

import {
  type BrokerConfigSources,
  sourcedBrokerConfigs,
} from '../../config/broker-config-sources.ts';
import { ConfigResourceType, ConfigSource } from '../../config/config-resource.ts';
import { TOPIC_CONFIGS } from '../../config/topic-config-definitions.ts';
import { refuseTopicConfigs } from '../../config/validate-topic-configs.ts';
import type { TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { invalidTopicName } from '../topics/topic-name.ts';
import { configRecords } from './config-records.ts';
import { invalidConfig, invalidRequest } from './config-refusal.ts';
import { type ConfigUpdate, updateConfigs } from './config-update.ts';

/** The records that change configs of a topic, or why they may not be changed. */
export function planTopicConfigs(
  { resourceName: topic, configs: operations }: AlterConfigsResource,
  topics: TopicsImage,
  configSources: BrokerConfigSources,
): readonly MetadataRecord[] | Refusal {
  const current = configSources.configs.topic(topic);
  const updated = updateConfigs(operations, {
    current,
    definitionOf: (name) => TOPIC_CONFIGS.get(name),
    inheritedList: ({ default: text, brokerConfigs = [] }) =>
      staticList(configSources, brokerConfigs) ?? text ?? '',
    refuseList: ({ name }, operation) =>
      invalidConfig(`Can't ${operation} to key ${name} because its type is not LIST.`),
  });
  if ('errorCode' in updated) return updated;
  const refusal = refuseName(topic) ?? refuseConfigs(updated, configSources);
  if (refusal !== undefined) return refusal;
  if (topics.topic(topic) === undefined) {
    return {
      errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      errorMessage: `The topic '${topic}' does not exist.`,
    };
  }
  const changed = [...updated.changes].filter(
    ([name, value]) => value !== (current.get(name) ?? null),
  );
  return configRecords(ConfigResourceType.TOPIC, topic, changed);
}

function staticList(sources: BrokerConfigSources, names: readonly string[]): string | undefined {
  return sourcedBrokerConfigs(sources, names).find(
    ({ source }) => source === ConfigSource.STATIC_BROKER,
  )?.value;
}

function refuseName(topic: string): Refusal | undefined {
  if (topic === '') {
    return invalidRequest('Default topic resources are not allowed.');
  }
  const errorMessage = invalidTopicName(topic);
  if (errorMessage === undefined) return undefined;
  return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, errorMessage };
}

function refuseConfigs({ configs }: ConfigUpdate, sources: BrokerConfigSources) {
  const errorMessage = refuseTopicConfigs(configs, sources);
  return errorMessage === undefined ? undefined : invalidConfig(errorMessage);
}
