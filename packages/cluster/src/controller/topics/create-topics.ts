import type { Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type CreatableTopic,
  type CreatableTopicResult,
  type CreateTopicsRequest,
  defaultCreatableTopicResult,
} from '@odradek/protocol/messages/19-create-topics';

import type { BrokerConfigSources } from '../../config/broker-config-sources.ts';
import type { TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import {
  createdConfigRecords,
  describeCreatedConfigs,
  refuseCreatedConfigs,
} from './created-configs.ts';
import { newPartition } from './new-partition.ts';
import { exceededQuota, type PartitionChangeQuota } from './partition-change-quota.ts';
import { type Placement, placeReplicas, type Refusal, type Unexplained } from './place-replicas.ts';
import { CLUSTER_METADATA_TOPIC, collisionForm, invalidTopicName } from './topic-name.ts';

/** What the creation of topics needs to know besides the topics that exist. */
export interface CreateTopicsContext {
  readonly topics: TopicsImage;
  /** The brokers that may hold replicas. */
  readonly brokerIds: readonly number[];
  /** `num.partitions`. */
  readonly numPartitions: number;
  /** `default.replication.factor`. */
  readonly defaultReplicationFactor: number;
  /** A new random topic id. */
  readonly newTopicId: () => Uuid;
  /** Where the configs of this broker come from. */
  readonly configSources: BrokerConfigSources;
  /** The log directory of a broker, as the metadata names it. */
  readonly directoryId: (brokerId: number) => Uuid;
  /** How many partitions the client may still create; the default is any number. */
  readonly quota?: PartitionChangeQuota;
}

/** The records that create the topics, and the answer for each topic. */
export interface CreateTopicsPlan {
  readonly records: readonly MetadataRecord[];
  readonly results: readonly CreatableTopicResult[];
}

/** Kafka's `ReplicationControlManager.MAX_PARTITIONS_PER_BATCH`. */
export const PARTITIONS_PER_REQUEST_MAX = 10_000;

/**
 * Decides which of the requested topics are created, with which replicas; errors are per topic
 * (Kafka's `ReplicationControlManager.createTopics`). Pure: nothing changes until the records are
 * replayed. A name that stands more than once in the request is answered once.
 */
export function planCreateTopics(
  request: CreateTopicsRequest,
  context: CreateTopicsContext,
): CreateTopicsPlan {
  const records: MetadataRecord[] = [];
  const results: CreatableTopicResult[] = [];
  const taken = new Map([...context.topics.all()].map(({ name }) => [collisionForm(name), name]));
  const excess = refuseExcess(request.topics, context.numPartitions);
  for (const [topic, count] of countByName(request.topics)) {
    const placed = excess ?? (count > 1 ? duplicateInRequest() : placeTopic(topic, context, taken));
    if ('errorCode' in placed) {
      results.push({ ...defaultCreatableTopicResult, name: topic.name, ...placed });
      continue;
    }
    const topicId = context.newTopicId();
    taken.set(collisionForm(topic.name), topic.name);
    if (!request.validateOnly) records.push(...topicRecords(topic, topicId, placed, context));
    results.push(createdTopic(topic, topicId, placed, context));
  }
  return { records, results };
}

/** The first topic of each name, and how many there are. */
function countByName(
  topics: readonly CreatableTopic[],
): Iterable<readonly [CreatableTopic, number]> {
  const byName = new Map<string, readonly [CreatableTopic, number]>();
  for (const topic of topics) {
    const [first, count] = byName.get(topic.name) ?? [topic, 0];
    byName.set(topic.name, [first, count + 1]);
  }
  return byName.values();
}

/** One batch of the metadata log has to hold all partitions, and memory what is planned here. */
function refuseExcess(
  topics: readonly CreatableTopic[],
  numPartitionsDefault: number,
): Refusal | undefined {
  let partitions = 0;
  for (const { numPartitions, assignments } of topics) {
    if (assignments.length > 0) partitions += assignments.length;
    else partitions += numPartitions === -1 ? numPartitionsDefault : Math.max(numPartitions, 0);
  }
  return partitions <= PARTITIONS_PER_REQUEST_MAX ? undefined : excessivePartitions();
}

/** The refusal of a request for more than `PARTITIONS_PER_REQUEST_MAX` partitions. */
export function excessivePartitions(): Refusal {
  return {
    errorCode: ErrorCode.POLICY_VIOLATION,
    errorMessage: 'Excessively large number of partitions per request.',
  };
}

function duplicateInRequest(): Refusal {
  return { errorCode: ErrorCode.INVALID_REQUEST, errorMessage: 'Duplicate topic name.' };
}

function placeTopic(
  topic: CreatableTopic,
  context: CreateTopicsContext,
  taken: ReadonlyMap<string, string>,
): Placement | Refusal | Unexplained {
  const placed =
    refuseName(topic.name, taken) ??
    refuseCreatedConfigs(topic, context.configSources) ??
    placeReplicas(topic, context);
  if ('errorCode' in placed) return placed;
  return exceededQuota(context.quota, placed.replicas.length) ?? placed;
}

function refuseName(name: string, taken: ReadonlyMap<string, string>): Refusal | undefined {
  if (name === CLUSTER_METADATA_TOPIC) {
    return {
      errorCode: ErrorCode.INVALID_REQUEST,
      errorMessage: `Creation of internal topic ${name} is prohibited.`,
    };
  }
  const invalid = invalidTopicName(name);
  if (invalid !== undefined) {
    return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, errorMessage: invalid };
  }
  const other = taken.get(collisionForm(name));
  if (other === undefined) return undefined;
  if (other === name) {
    const errorMessage = `Topic '${name}' already exists.`;
    return { errorCode: ErrorCode.TOPIC_ALREADY_EXISTS, errorMessage };
  }
  return {
    errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION,
    errorMessage: `Topic '${name}' collides with existing topic: ${other}`,
  };
}

function topicRecords(
  topic: CreatableTopic,
  topicId: Uuid,
  placement: Placement,
  context: CreateTopicsContext,
): MetadataRecord[] {
  const records: MetadataRecord[] = [
    { type: 'TopicRecord', record: { name: topic.name, topicId } },
    ...createdConfigRecords(topic),
  ];
  placement.replicas.forEach((replicas, partitionId) => {
    records.push({
      type: 'PartitionRecord',
      record: newPartition({ topicId, partitionId, replicas, directoryId: context.directoryId }),
    });
  });
  return records;
}

function createdTopic(
  topic: CreatableTopic,
  topicId: Uuid,
  placement: Placement,
  { configSources }: CreateTopicsContext,
): CreatableTopicResult {
  return {
    ...defaultCreatableTopicResult,
    name: topic.name,
    topicId,
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    numPartitions: placement.replicas.length,
    replicationFactor: placement.replicas[0]?.length ?? -1,
    configs: describeCreatedConfigs(topic, configSources),
  };
}
