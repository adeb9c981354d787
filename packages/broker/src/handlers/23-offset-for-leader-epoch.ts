import { ErrorCode } from '@odradek/protocol';
import {
  defaultEpochEndOffset,
  defaultOffsetForLeaderEpochResponse,
  type EpochEndOffset,
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  type OffsetForLeaderPartition,
  type OffsetForLeaderTopicResult,
  readOffsetForLeaderEpochRequest,
  writeOffsetForLeaderEpochResponse,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';

import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';
import { whenOpened } from '../request/open-partitions.ts';

/**
 * OffsetForLeaderEpoch: where the records of a leader epoch end, so that consumers and followers find
 * out whether what they have is still in the log (KIP-101, KIP-279, KIP-320;
 * `ReplicaManager.lastOffsetForLeaderEpoch`). Who asks makes no difference: only leaders answer.
 */
export const offsetForLeaderEpoch: RequestHandler = defineHandler<
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse
>({
  apiKey: 23,
  read: readOffsetForLeaderEpochRequest,
  write: writeOffsetForLeaderEpochResponse,
  handle({ request, services, respond }) {
    const answer = (topics: OffsetForLeaderTopicResult[]): void =>
      respond({ ...defaultOffsetForLeaderEpochResponse, topics });
    const opening = whenOpened(openings(request, services));
    if (opening === undefined) answer(endOffsets(request, services));
    else {
      opening.then(
        () => answer(endOffsets(request, services)),
        (error: unknown) => {
          services.report(`OffsetForLeaderEpoch failed: ${String(error)}`);
          answer(failedTopics(request));
        },
      );
    }
  },
});

function* openings({ topics }: OffsetForLeaderEpochRequest, { replicaManager }: BrokerServices) {
  for (const { topic, partitions } of topics) {
    for (const { partition } of partitions) yield replicaManager.open(topic, partition);
  }
}

function endOffsets(
  { topics }: OffsetForLeaderEpochRequest,
  services: BrokerServices,
): OffsetForLeaderTopicResult[] {
  return topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((asked) => endOffset(topic, asked, services)),
  }));
}

function endOffset(
  topic: string,
  { partition: index, currentLeaderEpoch, leaderEpoch }: OffsetForLeaderPartition,
  { replicaManager, image }: BrokerServices,
): EpochEndOffset {
  const found = replicaManager.find(topic, index);
  if (found.type === 'error') {
    const isKnown = image.topics.topic(topic)?.partitions[index] !== undefined;
    const isElsewhere = isKnown && found.errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    return failed(index, isElsewhere ? ErrorCode.NOT_LEADER_OR_FOLLOWER : found.errorCode);
  }
  const { partition } = found;
  const errorCode = partition.checkLeaderEpoch(currentLeaderEpoch);
  if (errorCode !== ErrorCode.NONE) return failed(index, errorCode);
  const { epoch, endOffset: end } = partition.endOffsetForEpoch(leaderEpoch);
  return { ...defaultEpochEndOffset, partition: index, leaderEpoch: epoch, endOffset: end };
}

function failedTopics({ topics }: OffsetForLeaderEpochRequest): OffsetForLeaderTopicResult[] {
  return topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map(({ partition }) =>
      failed(partition, ErrorCode.UNKNOWN_SERVER_ERROR),
    ),
  }));
}

function failed(partition: number, errorCode: number): EpochEndOffset {
  return { ...defaultEpochEndOffset, partition, errorCode };
}
