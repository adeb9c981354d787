import type { Offset, Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { FetchPartition, FetchRequest } from '@odradek/protocol/messages/01-fetch';

import type { Partition } from '../partition/partition.ts';
import type { PartitionLookup } from '../replication/hosted-partition.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';
import { whenOpened } from '../request/open-partitions.ts';

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
      /** Whether there is no such topic or partition, which is no reason not to wait for others. */
      readonly isUnknown: boolean;
    };

/** The partitions of one topic in a Fetch request, as they were named there. */
export interface FetchTopicTargets {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly targets: readonly FetchTarget[];
}

const FIRST_VERSION_WITH_TOPIC_IDS = 13;
const FIRST_VERSION_WITH_REPLICA_STATE = 15;

/** Opens the logs of the partitions that a Fetch request names, if any has to be waited for. */
export function openFetched(
  request: FetchRequest,
  version: number,
  replicaManager: ReplicaManager,
): Promise<void> | undefined {
  const byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
  const openings = request.topics.flatMap(({ topic, topicId, partitions }) =>
    partitions.map(({ partition }) =>
      byId ? replicaManager.openById(topicId, partition) : replicaManager.open(topic, partition),
    ),
  );
  return whenOpened(openings);
}

/**
 * Looks up what a Fetch request asks for. Of a partition that stands more than once the last entry
 * counts, as in Kafka, which keeps them in a map.
 */
export function fetchTargets(
  request: FetchRequest,
  version: number,
  replicaManager: ReplicaManager,
): readonly FetchTopicTargets[] {
  const byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
  const isFollower = replicaIdOf(request, version) >= 0;
  return request.topics.map(({ topic, topicId, partitions }) => ({
    topic,
    topicId,
    targets: lastOfEach(partitions).map((asked) => {
      const found = byId
        ? replicaManager.findById(topicId, asked.partition)
        : replicaManager.find(topic, asked.partition);
      return fetchTarget(asked, found, isFollower);
    }),
  }));
}

/** The entries of a topic, one for each partition. */
function lastOfEach(partitions: readonly FetchPartition[]): readonly FetchPartition[] {
  const byIndex = new Map(partitions.map((asked) => [asked.partition, asked]));
  return byIndex.size === partitions.length ? partitions : [...byIndex.values()];
}

/** The broker that follows us, or a negative number for a consumer. */
function replicaIdOf({ replicaId, replicaState }: FetchRequest, version: number): number {
  return version >= FIRST_VERSION_WITH_REPLICA_STATE ? replicaState.replicaId : replicaId;
}

function fetchTarget(
  asked: FetchPartition,
  found: PartitionLookup,
  isFollower: boolean,
): FetchTarget {
  const partitionIndex = asked.partition;
  if (found.type === 'error') {
    const { errorCode } = found;
    const isUnknown =
      errorCode === ErrorCode.UNKNOWN_TOPIC_ID ||
      errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    return { type: 'error', partitionIndex, errorCode, isUnknown };
  }
  const { partition } = found;
  partition.stats.totalFetchRequests++;
  const errorCode = fetchError(asked, partition, isFollower);
  if (errorCode !== ErrorCode.NONE)
    return { type: 'error', partitionIndex, errorCode, isUnknown: false };
  const { fetchOffset, partitionMaxBytes } = asked;
  return { type: 'read', partition, fetchOffset, partitionMaxBytes };
}

function fetchError(asked: FetchPartition, partition: Partition, isFollower: boolean): number {
  const epochError = partition.checkLeaderEpoch(asked.currentLeaderEpoch);
  if (epochError !== ErrorCode.NONE) return epochError;
  // No broker is a replica of our partitions but ourselves.
  return isFollower ? ErrorCode.NOT_LEADER_OR_FOLLOWER : rangeError(asked, partition);
}

/** An int64 beyond 2^53 was decoded to a number outside of every log, so it ends here too. */
function rangeError({ fetchOffset }: FetchPartition, { log }: Partition): number {
  return fetchOffset < log.logStartOffset || fetchOffset > log.logEndOffset
    ? ErrorCode.OFFSET_OUT_OF_RANGE
    : ErrorCode.NONE;
}
