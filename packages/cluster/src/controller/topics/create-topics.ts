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
import { collisionForm, invalidTopicName } from './topic-name.ts';

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

/** A topic whose request is fine: replicas for each partition. */
interface Placement {
  readonly replicas: readonly (readonly number[])[];
}

interface Refusal {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/**
 * Decides which of the requested topics are created, with which replicas; errors are per topic
 * (Kafka's `ReplicationControlManager.createTopics`). Pure: nothing changes until the records are
 * replayed.
 */
export function planCreateTopics(
  request: CreateTopicsRequest,
  context: CreateTopicsContext,
): CreateTopicsPlan {
  const records: MetadataRecord[] = [];
  const results: CreatableTopicResult[] = [];
  const counts = new Map<string, number>();
  for (const { name } of request.topics) counts.set(name, (counts.get(name) ?? 0) + 1);
  const taken = new Map([...context.topics.all()].map(({ name }) => [collisionForm(name), name]));
  for (const topic of request.topics) {
    const isDuplicate = (counts.get(topic.name) ?? 0) > 1;
    const placed = isDuplicate ? duplicateInRequest(topic) : placeTopic(topic, context, taken);
    if ('errorCode' in placed) {
      results.push(refusedTopic(topic, placed));
      continue;
    }
    const topicId = context.newTopicId();
    taken.set(collisionForm(topic.name), topic.name);
    if (!request.validateOnly) records.push(...topicRecords(topic, topicId, placed, context));
    results.push(createdTopic(topic, topicId, placed));
  }
  return { records, results };
}

function duplicateInRequest(topic: CreatableTopic): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REQUEST,
    errorMessage: `Topic "${topic.name}" stands more than once in the request.`,
  };
}

function placeTopic(
  topic: CreatableTopic,
  context: CreateTopicsContext,
  taken: ReadonlyMap<string, string>,
): Placement | Refusal {
  const invalid = invalidTopicName(topic.name);
  if (invalid !== undefined) {
    return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, errorMessage: invalid };
  }
  const other = taken.get(collisionForm(topic.name));
  if (other === topic.name) {
    return {
      errorCode: ErrorCode.TOPIC_ALREADY_EXISTS,
      errorMessage: `Topic "${topic.name}" already exists.`,
    };
  }
  if (other !== undefined) return collision(topic.name, other);
  if (topic.configs.length > 0) return unsupportedConfigs(topic);
  return topic.assignments.length > 0
    ? placeAsAssigned(topic, context)
    : placeByCount(topic, context);
}

function collision(name: string, other: string): Refusal {
  return {
    errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION,
    errorMessage:
      `Topic "${name}" collides with topic "${other}": names that differ only in "." and "_" ` +
      `would share their metrics.`,
  };
}

function unsupportedConfigs(topic: CreatableTopic): Refusal {
  const names = topic.configs.map(({ name }) => name).join(', ');
  return {
    errorCode: ErrorCode.INVALID_CONFIG,
    errorMessage: `Configs of topics are not supported yet; create "${topic.name}" without ${names}.`,
  };
}

function placeByCount(topic: CreatableTopic, context: CreateTopicsContext): Placement | Refusal {
  const partitions = topic.numPartitions === -1 ? context.numPartitions : topic.numPartitions;
  if (partitions <= 0) {
    return {
      errorCode: ErrorCode.INVALID_PARTITIONS,
      errorMessage: `Number of partitions was ${partitions}; it must be above 0, or -1 for the default.`,
    };
  }
  const factor =
    topic.replicationFactor === -1 ? context.defaultReplicationFactor : topic.replicationFactor;
  if (factor <= 0 || factor > context.brokerIds.length) {
    return {
      errorCode: ErrorCode.INVALID_REPLICATION_FACTOR,
      errorMessage:
        `Replication factor was ${factor}; it must be from 1 to the number of brokers, ` +
        `${context.brokerIds.length}, or -1 for the default.`,
    };
  }
  return { replicas: stripe(context.brokerIds, partitions, factor) };
}

/** Spreads leaders over the brokers, and the other replicas of each partition over those after it. */
function stripe(brokerIds: readonly number[], partitions: number, factor: number): number[][] {
  const at = (index: number): number => brokerIds[index % brokerIds.length] ?? 0;
  return Array.from({ length: partitions }, (_, partition) =>
    Array.from({ length: factor }, (__, replica) => at(partition + replica)),
  );
}

function placeAsAssigned(topic: CreatableTopic, context: CreateTopicsContext): Placement | Refusal {
  if (topic.numPartitions !== -1 || topic.replicationFactor !== -1) {
    return invalidAssignment('partitions and replication factor must be -1 beside an assignment');
  }
  const replicas: (readonly number[])[] = [];
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    const reason = invalidReplicas(brokerIds, context.brokerIds);
    if (reason !== undefined) return invalidAssignment(`partition ${partitionIndex} ${reason}`);
    if (replicas[partitionIndex] !== undefined) {
      return invalidAssignment(`partition ${partitionIndex} is assigned twice`);
    }
    if (partitionIndex < 0 || partitionIndex >= topic.assignments.length) {
      return invalidAssignment('partitions must be numbered from 0 without a gap');
    }
    replicas[partitionIndex] = brokerIds;
  }
  return { replicas };
}

function invalidReplicas(
  replicas: readonly number[],
  brokerIds: readonly number[],
): string | undefined {
  if (replicas.length === 0) return 'has no replicas';
  if (new Set(replicas).size !== replicas.length) return 'names a broker twice';
  const unknown = replicas.find((id) => !brokerIds.includes(id));
  return unknown === undefined ? undefined : `names broker ${unknown}, which is not registered`;
}

function invalidAssignment(reason: string): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    errorMessage: `Invalid replica assignment: ${reason}.`,
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
    name: topic.name,
    topicId,
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    topicConfigErrorCode: ErrorCode.NONE,
    numPartitions: placement.replicas.length,
    replicationFactor: placement.replicas[0]?.length ?? -1,
    configs: [],
  };
}

function refusedTopic(topic: CreatableTopic, refusal: Refusal): CreatableTopicResult {
  return { ...defaultCreatableTopicResult, name: topic.name, ...refusal };
}
