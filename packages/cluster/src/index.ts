export { Controller, type ControllerOptions } from './controller/controller.ts';
export {
  CLUSTER_METADATA_TOPIC,
  invalidTopicName,
  isInternalTopic,
} from './controller/topics/topic-name.ts';
export { quotaIpAddress } from './controller/client-quotas/quota-ip-address.ts';
export { ClientQuotaKey } from './controller/client-quotas/quota-keys.ts';
export type { PartitionChangeQuota } from './controller/topics/partition-change-quota.ts';
export type { ProducerIdsBlock } from './controller/producer-ids/allocate-producer-ids.ts';
export type { DirectoryAssignment } from './controller/topics/assign-directories.ts';
export {
  type ClientQuotaEntity,
  clientQuotaEntityOf,
  ClientQuotaEntityType,
  entityNameOf,
} from './image/client-quota-entity.ts';
export { ClientQuotasImage, type EntityQuotas } from './image/client-quotas-image.ts';
export type { ChangedConfigs, MetadataDelta } from './image/metadata-delta.ts';
export { MetadataImage } from './image/metadata-image.ts';
export {
  directoryOfReplica,
  type PartitionImage,
  type TopicImage,
  TopicsImage,
} from './image/topics-image.ts';
export { FileMetadataLog } from './metadata-log/file-metadata-log.ts';
export type { MetadataAppend, MetadataBatch, MetadataLog } from './metadata-log/metadata-log.ts';
export {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
} from './metadata-record/metadata-record.ts';
export { BROKER_CONFIGS, brokerConfigDefinition } from './config/broker-config-definitions.ts';
export {
  type BrokerConfigSources,
  type SourcedConfig,
  sourcedBrokerConfigs,
} from './config/broker-config-sources.ts';
export type { ConfigDefinition, ConfigType } from './config/config-definition.ts';
export { ConfigResourceType, ConfigSource } from './config/config-resource.ts';
export { type ConfigValue } from './config/config-value.ts';
export { parseConnectionsPerIp } from './config/connections-per-ip.ts';
export { DYNAMIC_GROUP_CONFIGS } from './config/dynamic-group-config-definitions.ts';
export { effectiveTopicConfig } from './config/effective-topic-config.ts';
export { boundedGroupConfig } from './config/group-config-bounds.ts';
export { type ParsedConfigValue, parseConfigValue } from './config/parse-config-value.ts';
export { sourcedGroupConfigs } from './config/sourced-group-configs.ts';
export { TOPIC_CONFIGS } from './config/topic-config-definitions.ts';

export { ConfigurationsImage } from './image/configurations-image.ts';
export { BrokerConfigValues } from './config/broker-config-values.ts';
export { type BrokerConfigCheck, checkBrokerConfigs } from './config/check-broker-configs.ts';
export { describeRange } from './config/config-range.ts';

export {
  type HeldPartition,
  type ImportedMetadata,
  importedRecords,
  type ImportOptions,
} from './kraft/imported-records.ts';
export type { KraftFile } from './kraft/kraft-file.ts';
export type { KraftImage } from './kraft/kraft-image.ts';
export { type KraftSnapshotName, parseKraftSnapshotName } from './kraft/kraft-snapshot-name.ts';
export type { KraftPartition, KraftTopic } from './kraft/kraft-topics.ts';
export {
  type KraftMetadata,
  type KraftMetadataFiles,
  readKraftMetadata,
} from './kraft/read-kraft-metadata.ts';
export type { UnheldKind } from './kraft/unheld-metadata.ts';
