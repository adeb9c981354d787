import type { Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { PartitionRecord } from '@odradek/protocol/messages/cluster-metadata';
import {
  type CreatableTopic,
  type CreatableTopicResult,
  type CreateTopicsRequest,
  defaultCreatableTopicResult,
} from '@odradek/protocol/messages/19-create-topics';

import type { TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import { type Placement, placeReplicas, type Refusal } from './place-replicas.ts';
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
  /** The log directory of a broker, as the metadata names it. */
  readonly directoryId: (brokerId: number) => Uuid;
}

/** The records that create the topics, and the answer for each topic. */
export interface CreateTopicsPlan {
  readonly records: readonly MetadataRecord[];
  readonly results: readonly CreatableTopicResult[];
}

/** Kafka's `ReplicationControlManager.MAX_PARTITIONS_PER_BATCH`. */
const PARTITIONS_MAX = 10_000;
/** How much of what a client sent is repeated in a message to it. */
const QUOTED_CHARS_MAX = 256;

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
    const placed =
      excess ?? (count > 1 ? duplicateInRequest(topic) : placeTopic(topic, context, taken));
    if ('errorCode' in placed) {
      results.push({ ...defaultCreatableTopicResult, name: topic.name, ...placed });
      continue;
    }
    const topicId = context.newTopicId();
    taken.set(collisionForm(topic.name), topic.name);
    if (!request.validateOnly) records.push(...topicRecords(topic, topicId, placed, context));
    results.push(createdTopic(topic, topicId, placed));
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
  if (partitions <= PARTITIONS_MAX) return undefined;
  return {
    errorCode: ErrorCode.POLICY_VIOLATION,
    errorMessage:
      `The request asks for ${partitions} partitions, more than ${PARTITIONS_MAX}; ` +
      'create the topics with several requests.',
  };
}

function duplicateInRequest({ name }: CreatableTopic): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REQUEST,
    errorMessage: `Topic "${quoted(name)}" stands more than once in the request.`,
  };
}

function quoted(text: string): string {
  return text.length <= QUOTED_CHARS_MAX ? text : `${text.slice(0, QUOTED_CHARS_MAX)}…`;
}

function placeTopic(
  topic: CreatableTopic,
  context: CreateTopicsContext,
  taken: ReadonlyMap<string, string>,
): Placement | Refusal {
  return refuseName(topic.name, taken) ?? refuseConfigs(topic) ?? placeReplicas(topic, context);
}

function refuseName(name: string, taken: ReadonlyMap<string, string>): Refusal | undefined {
  if (name === CLUSTER_METADATA_TOPIC) {
    return {
      errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED,
      errorMessage: `Nobody may create "${name}": it is the log of the cluster's metadata.`,
    };
  }
  const invalid = invalidTopicName(name);
  if (invalid !== undefined) {
    return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, errorMessage: invalid };
  }
  const other = taken.get(collisionForm(name));
  if (other === undefined) return undefined;
  if (other === name) {
    const errorMessage = `Topic "${name}" already exists.`;
    return { errorCode: ErrorCode.TOPIC_ALREADY_EXISTS, errorMessage };
  }
  return {
    errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION,
    errorMessage:
      `Topic "${name}" collides with topic "${other}": names that differ only in "." and "_" ` +
      `would share their metrics.`,
  };
}

function refuseConfigs({ name, configs }: CreatableTopic): Refusal | undefined {
  if (configs.length === 0) return undefined;
  const names = quoted(configs.map((config) => config.name).join(', '));
  return {
    errorCode: ErrorCode.INVALID_CONFIG,
    errorMessage: `Configs of topics are not supported yet; create "${name}" without ${names}.`,
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
  ];
  placement.replicas.forEach((replicas, partitionId) => {
    records.push({
      type: 'PartitionRecord',
      record: newPartition(topicId, partitionId, replicas, context),
    });
  });
  return records;
}

function newPartition(
  topicId: Uuid,
  partitionId: number,
  replicas: readonly number[],
  context: CreateTopicsContext,
): PartitionRecord {
  return {
    partitionId,
    topicId,
    replicas,
    isr: replicas,
    removingReplicas: [],
    addingReplicas: [],
    leader: replicas[0] ?? -1,
    leaderRecoveryState: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: replicas.map(context.directoryId),
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  };
}

function createdTopic(
  topic: CreatableTopic,
  topicId: Uuid,
  placement: Placement,
): CreatableTopicResult {
  return {
    ...defaultCreatableTopicResult,
    name: topic.name,
    topicId,
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    numPartitions: placement.replicas.length,
    replicationFactor: placement.replicas[0]?.length ?? -1,
    configs: [],
  };
}
