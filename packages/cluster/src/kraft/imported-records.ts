import { KafkaError, type Uuid, ZERO_UUID } from '@odradek/base';

import { ConfigResourceType } from '../config/config-resource.ts';
import { METADATA_VERSION } from '../controller/bootstrap-records.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import type { KraftImage } from './kraft-image.ts';
import type { KraftPartition, KraftTopic } from './kraft-topics.ts';

/** Who takes over the metadata of a cluster of Kafka, and what of it. */
export interface ImportOptions {
  readonly nodeId: number;
  /** The log directory in which the partitions are now. */
  readonly directoryId: Uuid;
  /** The topics that are taken over. */
  readonly topics: readonly KraftTopic[];
  /** Whether the records of a partition are taken over. */
  readonly isHeld: (partition: HeldPartition) => boolean;
  /** The last epoch of a leader that the log of a partition knows of, if any. */
  readonly lastLeaderEpoch: (partition: HeldPartition) => number | undefined;
}

/** A partition of a topic of Kafka. */
export interface HeldPartition {
  readonly topic: KraftTopic;
  readonly partition: KraftPartition;
}

/** The metadata that is taken over, and what is not besides what `UnheldMetadata` counts. */
export interface ImportedMetadata {
  readonly records: readonly MetadataRecord[];
  /** Finalized features that we do not have, as `name=level`. */
  readonly featuresLeftOut: readonly string[];
  /** The ids of other brokers that had configs of their own. */
  readonly brokerConfigsLeftOut: readonly string[];
}

const METADATA_VERSION_FEATURE = 'metadata.version';
const BROKER_EPOCH_UNKNOWN = -1n;
const NO_LEADER = -1;
const NO_EPOCH = -1;

/**
 * The records with which our metadata log begins when it takes over a cluster of Kafka: topics with
 * their ids and configs, configs of this broker, of all brokers and of whatever else has any, the
 * quotas of clients, and the producer ids that were given away. Partitions that are held are led by this node alone, with
 * the leader epoch after their last, be it of the metadata or of the log; others keep their replicas and have no leader. Raises
 * `UNSUPPORTED_VERSION` if the metadata is of a later Kafka.
 */
export function importedRecords(image: KraftImage, options: ImportOptions): ImportedMetadata {
  checkMetadataVersion(image);
  const configs = configsOf(image, options);
  const records: MetadataRecord[] = [
    {
      type: 'FeatureLevelRecord',
      record: { name: METADATA_VERSION_FEATURE, featureLevel: METADATA_VERSION },
    },
    ...configs.records,
    ...clientQuotaRecords(image),
    ...options.topics.flatMap((topic) => topicRecords(topic, image, options)),
    ...producerIdsRecords(image, options.nodeId),
  ];
  const features = [...image.features.all()].filter(([name]) => name !== METADATA_VERSION_FEATURE);
  return {
    records,
    featuresLeftOut: features.map(([name, level]) => `${name}=${level}`),
    brokerConfigsLeftOut: configs.brokersLeftOut,
  };
}

function checkMetadataVersion({ features }: KraftImage): void {
  const level = features.level(METADATA_VERSION_FEATURE);
  if (level <= METADATA_VERSION) return;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    `The feature ${METADATA_VERSION_FEATURE} of this Kafka is ${level}, and this Odradek knows levels ` +
      `up to ${METADATA_VERSION} (Apache Kafka 4.3): use a later Odradek.`,
  );
}

function configsOf(image: KraftImage, { nodeId }: ImportOptions) {
  const records: MetadataRecord[] = [];
  const brokersLeftOut: string[] = [];
  for (const [resourceType, resourceName, configs] of image.configs.all()) {
    // Those of topics stand beside their topic.
    if (resourceType === ConfigResourceType.TOPIC) continue;
    const isOfBroker = resourceType === ConfigResourceType.BROKER;
    if (isOfBroker && resourceName !== '' && resourceName !== String(nodeId)) {
      brokersLeftOut.push(resourceName);
    } else records.push(...configRecordsOf(resourceType, resourceName, configs));
  }
  return { records, brokersLeftOut };
}

function configRecordsOf(
  resourceType: number,
  resourceName: string,
  configs: ReadonlyMap<string, string>,
): MetadataRecord[] {
  return [...configs].map(([name, value]) => ({
    type: 'ConfigRecord',
    record: { resourceType, resourceName, name, value },
  }));
}

function clientQuotaRecords({ clientQuotas }: KraftImage): MetadataRecord[] {
  return [...clientQuotas.all()].flatMap(({ entity, quotas }) =>
    [...quotas].map(([key, value]): MetadataRecord => {
      const record = { entity: entity.parts, key, value, remove: false };
      return { type: 'ClientQuotaRecord', record };
    }),
  );
}

function topicRecords(
  topic: KraftTopic,
  { configs }: KraftImage,
  options: ImportOptions,
): MetadataRecord[] {
  const { name, topicId } = topic;
  const partitions = [...topic.partitions.values()].sort(({ index: a }, { index: b }) => a - b);
  return [
    { type: 'TopicRecord', record: { name, topicId } },
    ...configRecordsOf(ConfigResourceType.TOPIC, name, configs.topic(name)),
    ...partitions.map((partition) => partitionRecord(topic, partition, options)),
  ];
}

function partitionRecord(
  topic: KraftTopic,
  partition: KraftPartition,
  { nodeId, directoryId, isHeld, lastLeaderEpoch }: ImportOptions,
): MetadataRecord {
  const held = isHeld({ topic, partition });
  const epochOfLog = lastLeaderEpoch({ topic, partition }) ?? NO_EPOCH;
  const replicas = held ? [nodeId] : partition.replicas;
  return {
    type: 'PartitionRecord',
    record: {
      partitionId: partition.index,
      topicId: topic.topicId,
      replicas,
      isr: held ? [nodeId] : partition.isr,
      removingReplicas: [],
      addingReplicas: [],
      leader: held ? nodeId : NO_LEADER,
      leaderRecoveryState: 0,
      // Leaders never go back: the log may have seen some that the metadata has lost.
      leaderEpoch: Math.max(partition.leaderEpoch, epochOfLog) + 1,
      partitionEpoch: partition.partitionEpoch + 1,
      directories: replicas.map(() => (held ? directoryId : ZERO_UUID)),
      eligibleLeaderReplicas: null,
      lastKnownElr: null,
    },
  };
}

/** No id that Kafka may have given to a producer is given again. */
function producerIdsRecords({ producerIds }: KraftImage, brokerId: number): MetadataRecord[] {
  const { nextProducerId } = producerIds;
  if (nextProducerId === 0n) return [];
  const record = { brokerId, brokerEpoch: BROKER_EPOCH_UNKNOWN, nextProducerId };
  return [{ type: 'ProducerIdsRecord', record }];
}
