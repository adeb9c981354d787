import { type Uuid, ZERO_UUID } from '@odradek/base';
import {
  CLUSTER_METADATA_TOPIC,
  invalidTopicName,
  isInternalTopic,
  type PartitionImage,
  type TopicImage,
} from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultMetadataResponse,
  defaultMetadataResponsePartition,
  defaultMetadataResponseTopic,
  type MetadataRequest,
  type MetadataRequestTopic,
  type MetadataResponse,
  type MetadataResponsePartition,
  type MetadataResponseTopic,
  readMetadataRequest,
  writeMetadataResponse,
} from '@odradek/protocol/messages/03-metadata';

import { advertisedBrokers } from '../request/advertised-brokers.ts';
import {
  authorizedOperations,
  CLUSTER_OPERATIONS,
  TOPIC_OPERATIONS,
} from '../request/authorized-operations.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_QUERY_BY_ID = 12;
const NO_LEADER = -1;

/**
 * Metadata: the brokers, and the partitions of some or all topics. Topics that are asked for by name
 * and do not exist are created if the request and `auto.create.topics.enable` allow it; as in Kafka,
 * the answer does not wait for that, and the client asks again.
 */
export const metadata: RequestHandler = defineHandler<MetadataRequest, MetadataResponse>({
  apiKey: 3,
  read: readMetadataRequest,
  write: writeMetadataResponse,
  handle(exchange) {
    if (asksByIdTooEarly(exchange)) {
      exchange.respond(invalidRequest(exchange.request));
      return;
    }
    const asked = askedTopics(exchange);
    const { autoTopicCreation } = exchange.services;
    autoTopicCreation.create(topicsToCreate(asked, exchange));
    exchange.respond(describe(exchange, asked));
  },
});

type MetadataExchange = Exchange<MetadataRequest, MetadataResponse>;

/** Versions 10 and 11 have the fields of a query by topic id, but do not serve it (KAFKA-10774). */
function asksByIdTooEarly({ request, context }: MetadataExchange): boolean {
  if (context.apiVersion >= FIRST_VERSION_WITH_QUERY_BY_ID) return false;
  return (request.topics ?? []).some(({ name, topicId }) => name === null || topicId !== ZERO_UUID);
}

function invalidRequest(request: MetadataRequest): MetadataResponse {
  const topics = (request.topics ?? []).map(({ name, topicId }) => ({
    ...defaultMetadataResponseTopic,
    errorCode: ErrorCode.INVALID_REQUEST,
    name: name ?? '',
    topicId,
  }));
  return { ...defaultMetadataResponse, topics };
}

/**
 * The topics that were asked for, each once, or `null` for all: in version 0 an empty list means
 * all. If any is asked for by id, only ids count, as in Kafka (`handleTopicMetadataRequest`).
 */
function askedTopics({
  request: { topics },
  context,
}: MetadataExchange): readonly MetadataRequestTopic[] | null {
  if (topics === null || (context.apiVersion === 0 && topics.length === 0)) return null;
  const byId = topics.filter(({ topicId }) => topicId !== ZERO_UUID);
  if (byId.length > 0) {
    return [...new Set(byId.map(({ topicId }) => topicId))].map((topicId) => {
      return { name: null, topicId };
    });
  }
  return [...new Map(topics.map((topic) => [topic.name, topic])).values()];
}

function topicsToCreate(
  asked: readonly MetadataRequestTopic[] | null,
  { request, services }: MetadataExchange,
): string[] {
  // Before version 4 the request could not forbid it, so the default of the field allows it.
  if (!request.allowAutoTopicCreation || !services.config.autoCreateTopicsEnable) return [];
  const names = (asked ?? []).flatMap(({ name }) => (name === null ? [] : [name]));
  return [...new Set(names)].filter(
    (name) =>
      name !== CLUSTER_METADATA_TOPIC &&
      !isInternalTopic(name) &&
      services.image.topics.topic(name) === undefined &&
      invalidTopicName(name) === undefined,
  );
}

function describe(
  { request, context, services }: MetadataExchange,
  asked: readonly MetadataRequestTopic[] | null,
): MetadataResponse {
  const { nodeId } = services.config;
  const withOperations = request.includeTopicAuthorizedOperations;
  const topics =
    asked === null
      ? [...services.image.topics.all()].map((topic) => describeTopic(topic, services))
      : asked.map((topic) => describeAsked(topic, services));
  return {
    ...defaultMetadataResponse,
    brokers: advertisedBrokers(services, context),
    clusterId: services.clusterId,
    controllerId: nodeId,
    topics: topics.map((topic) => ({
      ...topic,
      topicAuthorizedOperations: authorizedOperations(
        TOPIC_OPERATIONS,
        withOperations && topic.name !== null,
      ),
    })),
    clusterAuthorizedOperations: authorizedOperations(
      CLUSTER_OPERATIONS,
      request.includeClusterAuthorizedOperations,
    ),
  };
}

function describeAsked(
  { name, topicId }: MetadataRequestTopic,
  services: BrokerServices,
): MetadataResponseTopic {
  const { image } = services;
  if (name === null) {
    const topic = image.topics.topicById(topicId);
    return topic === undefined ? unknownTopicId(topicId) : describeTopic(topic, services);
  }
  const topic = image.topics.topic(name);
  if (topic !== undefined) return describeTopic(topic, services);
  return { ...defaultMetadataResponseTopic, name, topicId: ZERO_UUID, errorCode: missing(name) };
}

/** The topics of coordinators come with the coordinators. */
function missing(name: string): number {
  if (invalidTopicName(name) !== undefined) return ErrorCode.INVALID_TOPIC_EXCEPTION;
  return isInternalTopic(name)
    ? ErrorCode.COORDINATOR_NOT_AVAILABLE
    : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
}

function unknownTopicId(topicId: Uuid): MetadataResponseTopic {
  const errorCode = ErrorCode.UNKNOWN_TOPIC_ID;
  return { ...defaultMetadataResponseTopic, name: null, topicId, errorCode };
}

function describeTopic(
  topic: TopicImage,
  { config, replicaManager }: BrokerServices,
): MetadataResponseTopic {
  const describeOne = (partition: PartitionImage): MetadataResponsePartition => {
    const { index, leader } = partition;
    if (leader !== config.nodeId) return describePartition(partition);
    if (!replicaManager.isHosted(topic.topicId, index)) return withoutLeader(partition);
    return replicaManager.isDirectoryOffline(topic.topicId, index)
      ? { ...withoutLeader(partition), offlineReplicas: [config.nodeId] }
      : describePartition(partition);
  };
  return {
    ...defaultMetadataResponseTopic,
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map(describeOne),
  };
}

/** Field by field, which is quicker than to begin with the defaults: there may be very many. */
function describePartition(partition: PartitionImage): MetadataResponsePartition {
  return {
    errorCode: ErrorCode.NONE,
    partitionIndex: partition.index,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    offlineReplicas: defaultMetadataResponsePartition.offlineReplicas,
  };
}

/** A partition of which the log is still being opened, or is offline: clients ask again. */
function withoutLeader(partition: PartitionImage): MetadataResponsePartition {
  const errorCode = ErrorCode.LEADER_NOT_AVAILABLE;
  return { ...describePartition(partition), errorCode, leaderId: NO_LEADER };
}
