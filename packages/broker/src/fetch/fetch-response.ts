import { ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultFetchResponse,
  type FetchableTopicResponse,
  type FetchRequest,
  type FetchResponse,
  type LeaderIdAndEpoch,
  type NodeEndpoint,
  type PartitionData,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import { advertisedBrokers } from '../request/advertised-brokers.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import type { RequestContext } from '../request/request-context.ts';
import type { AnsweredPartition, SessionAnswer } from './fetch-manager.ts';
import { failedData } from './fetch-read.ts';
import type { RequestedPartition } from './requested-partition.ts';

const CORRELATION_ID_BYTES = 4;
const FIRST_VERSION_WITH_TOPIC_IDS = 13;
const FIRST_VERSION_WITH_ENDPOINTS = 16;

/** Puts the answer together: partitions in the order in which they were read. */
export function fetchResponse(
  { errorCode, sessionId }: SessionAnswer,
  answered: readonly AnsweredPartition[],
  nodeEndpoints: readonly NodeEndpoint[] = [],
): FetchResponse {
  const responses = errorCode === ErrorCode.NONE ? inTopics(answered) : [];
  return { ...defaultFetchResponse, errorCode, sessionId, responses, nodeEndpoints };
}

/** How many bytes an answer has, with the id in front of it (`FetchResponse.sizeOf`). */
export function fetchResponseBytes(response: FetchResponse, version: number): number {
  const writer = new ByteWriter();
  writeFetchResponse(writer, response, version);
  return CORRELATION_ID_BYTES + writer.length;
}

/** Partitions of one topic that follow each other share its name, as in Kafka. */
function inTopics(answered: readonly AnsweredPartition[]): readonly FetchableTopicResponse[] {
  const topics: (FetchableTopicResponse & { readonly partitions: PartitionData[] })[] = [];
  let last: RequestedPartition | undefined;
  for (const { requested, data } of answered) {
    const topic = topics.at(-1);
    if (
      topic !== undefined &&
      last?.topicId === requested.topicId &&
      last.topic === requested.topic
    )
      topic.partitions.push(data);
    else {
      const { topicId } = requested;
      topics.push({ topic: requested.topic ?? '', topicId, partitions: [data] });
    }
    last = requested;
  }
  return topics;
}

/**
 * Says who leads the partitions that the fetcher looks for in the wrong place or with an old epoch,
 * and answers the addresses of those leaders (KIP-951).
 */
export function nameLeaders(
  answered: AnsweredPartition[],
  services: BrokerServices,
  context: RequestContext,
): readonly NodeEndpoint[] {
  if (context.apiVersion < FIRST_VERSION_WITH_ENDPOINTS) return [];
  const leaderIds = new Set<number>();
  for (const [index, { requested, data }] of answered.entries()) {
    if (!isOfLeader(data.errorCode)) continue;
    const currentLeader = currentLeaderOf(requested, services);
    answered[index] = { requested, data: { ...data, currentLeader } };
    leaderIds.add(currentLeader.leaderId);
  }
  if (leaderIds.size === 0) return [];
  return advertisedBrokers(services, context).filter(({ nodeId }) => leaderIds.has(nodeId));
}

function isOfLeader(errorCode: number): boolean {
  return (
    errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER || errorCode === ErrorCode.FENCED_LEADER_EPOCH
  );
}

function currentLeaderOf(
  { topic, index }: RequestedPartition,
  { image: { topics } }: BrokerServices,
): LeaderIdAndEpoch {
  const partition = topic === null ? undefined : topics.topic(topic)?.partitions[index];
  const { leader: leaderId = -1, leaderEpoch = -1 } = partition ?? {};
  return { leaderId, leaderEpoch };
}

/**
 * The answer to a request that failed as a whole. Before version 13 every partition that it names has
 * the error too, as clients of early versions look for it there (`FetchRequest.getErrorResponse`).
 */
export function failedResponse(
  { sessionId, topics }: FetchRequest,
  version: number,
  errorCode: number,
): FetchResponse {
  const responses =
    version >= FIRST_VERSION_WITH_TOPIC_IDS
      ? []
      : topics.map(({ topic, topicId, partitions }) => ({
          topic,
          topicId,
          partitions: partitions.map(({ partition }) => unreadData(partition, errorCode)),
        }));
  return { ...defaultFetchResponse, errorCode, sessionId, responses };
}

/** A partition that nobody tried to read: its aborted transactions are none, not null, as in Kafka. */
export function unreadData(partitionIndex: number, errorCode: number): PartitionData {
  return { ...failedData(partitionIndex, errorCode), abortedTransactions: [] };
}
