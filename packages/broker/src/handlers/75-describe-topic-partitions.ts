import { ZERO_UUID } from '@odradek/base';
import {
  invalidTopicName,
  isInternalTopic,
  type PartitionImage,
  type TopicImage,
} from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeTopicPartitionsResponse,
  defaultDescribeTopicPartitionsResponsePartition,
  defaultDescribeTopicPartitionsResponseTopic,
  type DescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponse,
  type DescribeTopicPartitionsResponsePartition,
  type DescribeTopicPartitionsResponseTopic,
  readDescribeTopicPartitionsRequest,
  type RequestCursor,
  writeDescribeTopicPartitionsResponse,
} from '@odradek/protocol/messages/75-describe-topic-partitions';

import { TOPIC_OPERATIONS } from '../request/authorized-operations.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * DescribeTopicPartitions (KIP-966): topics in the order of their names, all or those asked for, a
 * page of partitions at a time; `nextCursor` says where the next page begins.
 */
const NO_LEADER = -1;

export const describeTopicPartitions: RequestHandler = defineHandler<
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse
>({
  apiKey: 75,
  read: readDescribeTopicPartitionsRequest,
  write: writeDescribeTopicPartitionsResponse,
  handle({ request, services, respond }) {
    respond(isMalformedCursor(request) ? refuseCursor(request) : describePage(request, services));
  },
});

/** A cursor must point at one of the topics that are asked for, if any are. */
function isMalformedCursor({ topics, cursor }: DescribeTopicPartitionsRequest): boolean {
  if (cursor === null) return false;
  if (cursor.partitionIndex < 0) return true;
  return topics.length > 0 && !topics.some(({ name }) => name === cursor.topicName);
}

function refuseCursor({ topics }: DescribeTopicPartitionsRequest): DescribeTopicPartitionsResponse {
  return {
    ...defaultDescribeTopicPartitionsResponse,
    topics: topics.map(({ name }) => ({
      ...defaultDescribeTopicPartitionsResponseTopic,
      errorCode: ErrorCode.INVALID_REQUEST,
      name,
    })),
  };
}

function describePage(
  request: DescribeTopicPartitionsRequest,
  services: BrokerServices,
): DescribeTopicPartitionsResponse {
  const { cursor } = request;
  const described: DescribeTopicPartitionsResponseTopic[] = [];
  let room = pageSize(request, services);
  for (const name of topicNames(request, services)) {
    const topic = services.image.topics.topic(name);
    if (topic === undefined) {
      described.push(unknownTopic(name));
      continue;
    }
    const from = cursor?.topicName === name ? cursor.partitionIndex : 0;
    const nextCursor = { topicName: name, partitionIndex: from + room };
    if (room === 0) return page(described, nextCursor);
    described.push(describeTopic(topic, { from, count: room }, services));
    const left = Math.max(0, topic.partitions.length - from);
    if (left > room) return page(described, nextCursor);
    room -= left;
  }
  return page(described, null);
}

function page(
  topics: readonly DescribeTopicPartitionsResponseTopic[],
  nextCursor: RequestCursor | null,
): DescribeTopicPartitionsResponse {
  return { ...defaultDescribeTopicPartitionsResponse, topics, nextCursor };
}

/** At least one partition, however few were asked for. */
function pageSize(
  { responsePartitionLimit }: DescribeTopicPartitionsRequest,
  { config }: BrokerServices,
): number {
  return Math.max(1, Math.min(responsePartitionLimit, config.maxRequestPartitionSizeLimit));
}

/** The names that are asked for, each once and in order, from the cursor on. */
function topicNames(
  { topics, cursor }: DescribeTopicPartitionsRequest,
  { image }: BrokerServices,
): readonly string[] {
  const asked = topics.length === 0 ? [...image.topics.all()] : topics;
  const names = [...new Set(asked.map(({ name }) => name))].sort();
  return cursor === null ? names : names.filter((name) => name >= cursor.topicName);
}

function unknownTopic(name: string): DescribeTopicPartitionsResponseTopic {
  const errorCode =
    invalidTopicName(name) === undefined
      ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
      : ErrorCode.INVALID_TOPIC_EXCEPTION;
  return {
    ...defaultDescribeTopicPartitionsResponseTopic,
    errorCode,
    name,
    topicId: ZERO_UUID,
    topicAuthorizedOperations: TOPIC_OPERATIONS,
  };
}

function describeTopic(
  topic: TopicImage,
  { from, count }: { readonly from: number; readonly count: number },
  { config, replicaManager }: BrokerServices,
): DescribeTopicPartitionsResponseTopic {
  const describeOne = (partition: PartitionImage): DescribeTopicPartitionsResponsePartition =>
    replicaManager.isDirectoryOffline(topic.topicId, partition.index)
      ? offlinePartition(partition, config.nodeId)
      : describePartition(partition);
  return {
    ...defaultDescribeTopicPartitionsResponseTopic,
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.slice(from, from + count).map(describeOne),
    topicAuthorizedOperations: TOPIC_OPERATIONS,
  };
}

function describePartition(partition: PartitionImage): DescribeTopicPartitionsResponsePartition {
  return {
    ...defaultDescribeTopicPartitionsResponsePartition,
    partitionIndex: partition.index,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
  };
}

/** A partition whose log directory is offline. */
function offlinePartition(
  partition: PartitionImage,
  nodeId: number,
): DescribeTopicPartitionsResponsePartition {
  return {
    ...describePartition(partition),
    errorCode: ErrorCode.LEADER_NOT_AVAILABLE,
    leaderId: NO_LEADER,
    offlineReplicas: [nodeId],
  };
}
