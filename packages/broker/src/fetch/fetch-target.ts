import type { Offset, Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { FetchPartition, FetchRequest } from '@odradek/protocol/messages/01-fetch';

import type { Partition } from '../partition/partition.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';

/** One partition of a Fetch request: where to read, or why not. */
export type FetchTarget =
  | {
      readonly type: 'read';
      readonly partition: Partition;
      readonly fetchOffset: Offset;
      readonly partitionMaxBytes: number;
    }
  | {
      readonly type: 'error';
      readonly partitionIndex: number;
      readonly errorCode: number;
      readonly partition: Partition | undefined;
    };

/** The partitions of one topic in a Fetch request, as they were named there. */
export interface FetchTopicTargets {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly targets: readonly FetchTarget[];
}

const FIRST_VERSION_WITH_TOPIC_IDS = 13;

/** Looks up what a Fetch request asks for. */
export function fetchTargets(
  request: FetchRequest,
  version: number,
  replicaManager: ReplicaManager,
): readonly FetchTopicTargets[] {
  const byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
  const unknown = byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  return request.topics.map(({ topic, topicId, partitions }) => ({
    topic,
    topicId,
    targets: partitions.map((asked) => {
      const partition = byId
        ? replicaManager.partitionById(topicId, asked.partition)
        : replicaManager.partition(topic, asked.partition);
      return fetchTarget(asked, partition, unknown);
    }),
  }));
}

function fetchTarget(
  asked: FetchPartition,
  partition: Partition | undefined,
  unknownTopic: number,
): FetchTarget {
  const partitionIndex = asked.partition;
  if (partition === undefined) {
    return { type: 'error', partitionIndex, errorCode: unknownTopic, partition };
  }
  const epochError = partition.checkLeaderEpoch(asked.currentLeaderEpoch);
  const errorCode = epochError === ErrorCode.NONE ? rangeError(asked, partition) : epochError;
  if (errorCode !== ErrorCode.NONE) return { type: 'error', partitionIndex, errorCode, partition };
  const { fetchOffset, partitionMaxBytes } = asked;
  return { type: 'read', partition, fetchOffset, partitionMaxBytes };
}

/** An int64 beyond 2^53 was decoded to a number outside of every log, so it ends here too. */
function rangeError({ fetchOffset }: FetchPartition, { log }: Partition): number {
  return fetchOffset < log.logStartOffset || fetchOffset > log.logEndOffset
    ? ErrorCode.OFFSET_OUT_OF_RANGE
    : ErrorCode.NONE;
}
