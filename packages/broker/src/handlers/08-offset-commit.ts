import type { Uuid } from '@odradek/base';
import type { TopicImage } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  type OffsetCommitRequest,
  type OffsetCommitRequestTopic,
  type OffsetCommitResponse,
  type OffsetCommitResponseTopic,
  readOffsetCommitRequest,
  writeOffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';

import { mergedTopics } from '../group-coordinator/merged-topics.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_TOPIC_IDS = 10;

type OffsetCommitExchange = Exchange<OffsetCommitRequest, OffsetCommitResponse>;

/**
 * OffsetCommit: partitions that are not there are refused here, the others are for the coordinator of
 * the group (`KafkaApis.handleOffsetCommitRequest`). The answer has those that were refused first. From
 * version 10 on topics are named by their ids.
 */
export const offsetCommit: RequestHandler = defineHandler<
  OffsetCommitRequest,
  OffsetCommitResponse
>({
  apiKey: 8,
  read: readOffsetCommitRequest,
  write: writeOffsetCommitResponse,
  handle(exchange) {
    const { request, services, context, respond } = exchange;
    // Names and numbers are all that is needed, and the answer may wait for a sync.
    context.releaseBytes();
    const { topics, refused } = sortOut(exchange);
    if (topics.length === 0) {
      respond({ throttleTimeMs: 0, topics: refused });
      return;
    }
    services.groupCoordinator.commitOffsets({
      request: { ...request, topics },
      apiVersion: context.apiVersion,
      respond: (response) =>
        respond({ ...response, topics: mergedTopics(refused, response.topics) }),
    });
  },
});

/** What goes to the coordinator, with names and ids, and what is refused. */
interface SortedOut {
  readonly topics: OffsetCommitRequestTopic[];
  readonly refused: OffsetCommitResponseTopic[];
}

function sortOut({ request, services, context }: OffsetCommitExchange): SortedOut {
  const isById = context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
  const sorted: SortedOut = { topics: [], refused: [] };
  for (const asked of request.topics) {
    const { topics } = services.image;
    const topic = isById ? topics.topicById(asked.topicId) : topics.topic(asked.name);
    if (topic === undefined) {
      const errorCode = isById ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
      sorted.refused.push(refusal(asked, asked.topicId, errorCode));
    } else sortOutPartitions(sorted, asked, topic);
  }
  return sorted;
}

function sortOutPartitions(
  { topics, refused }: SortedOut,
  asked: OffsetCommitRequestTopic,
  { name, topicId, partitions: known }: TopicImage,
): void {
  const named = { ...asked, name, topicId };
  const isKnown = ({ partitionIndex }: { readonly partitionIndex: number }): boolean =>
    known[partitionIndex] !== undefined;
  const unknown = named.partitions.filter((partition) => !isKnown(partition));
  if (unknown.length === 0) {
    if (named.partitions.length > 0) topics.push(named);
    return;
  }
  const code = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  refused.push(refusal({ ...named, partitions: unknown }, topicId, code));
  const partitions = named.partitions.filter(isKnown);
  if (partitions.length > 0) topics.push({ ...named, partitions });
}

function refusal(
  { name, partitions }: OffsetCommitRequestTopic,
  topicId: Uuid,
  errorCode: number,
): OffsetCommitResponseTopic {
  return {
    name,
    topicId,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  };
}
