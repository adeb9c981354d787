import { ErrorCode } from '@odradek/protocol';
import {
  type OffsetDeleteRequest,
  type OffsetDeleteRequestTopic,
  type OffsetDeleteResponse,
  type OffsetDeleteResponseTopic,
  readOffsetDeleteRequest,
  writeOffsetDeleteResponse,
} from '@odradek/protocol/messages/47-offset-delete';

import { mergedTopics } from '../group-coordinator/merged-topics.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

/**
 * OffsetDelete: committed offsets of topics that no member reads (KIP-496). Partitions that are not
 * there are refused here; the group is asked even if none is left, because an error of the group goes
 * before theirs (`KafkaApis.handleOffsetDeleteRequest`).
 */
export const offsetDelete: RequestHandler = defineHandler<
  OffsetDeleteRequest,
  OffsetDeleteResponse
>({
  apiKey: 47,
  read: readOffsetDeleteRequest,
  write: writeOffsetDeleteResponse,
  handle(exchange) {
    const { request, services, respond } = exchange;
    const topics = request.topics
      .map((topic) => ({ ...topic, partitions: partitionsThat(exchange, topic, true) }))
      .filter(({ partitions }) => partitions.length > 0);
    const refused = request.topics
      .map((topic) => ({ ...topic, partitions: partitionsThat(exchange, topic, false) }))
      .filter(({ partitions }) => partitions.length > 0)
      .map(refusal);
    services.groupCoordinator.deleteOffsets({
      request: { ...request, topics },
      respond: (response) =>
        respond(
          response.errorCode === ErrorCode.NONE
            ? { ...response, topics: mergedTopics(refused, response.topics) }
            : response,
        ),
    });
  },
});

function partitionsThat(
  { services }: Exchange<OffsetDeleteRequest, OffsetDeleteResponse>,
  { name, partitions }: OffsetDeleteRequestTopic,
  areKnown: boolean,
): OffsetDeleteRequestTopic['partitions'] {
  const known = services.image.topics.topic(name)?.partitions ?? [];
  return partitions.filter(
    ({ partitionIndex }) => (known[partitionIndex] !== undefined) === areKnown,
  );
}

function refusal({ name, partitions }: OffsetDeleteRequestTopic): OffsetDeleteResponseTopic {
  const errorCode = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  return {
    name,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  };
}
