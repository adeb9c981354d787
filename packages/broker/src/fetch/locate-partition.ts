import type { MetadataImage } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';

import type { PartitionLookup } from '../replication/hosted-partition.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';
import { whenOpened } from '../request/open-partitions.ts';
import type { RequestedPartition } from './requested-partition.ts';

/** Where partitions are looked for. */
export interface PartitionPlaces {
  readonly replicaManager: ReplicaManager;
  readonly image: MetadataImage;
}

/** Opens the logs of the partitions that are wanted, if any has to be waited for. */
export function openRequested(
  requested: Iterable<RequestedPartition>,
  places: PartitionPlaces,
): Promise<void> | undefined {
  return whenOpened(openings(requested, places));
}

function* openings(
  all: Iterable<RequestedPartition>,
  { replicaManager }: PartitionPlaces,
): Iterable<Promise<void> | undefined> {
  for (const requested of all) {
    if (isLocated(requested)) continue;
    const { topic, topicId, index } = requested;
    yield requested.isById || topic === null
      ? replicaManager.openById(topicId, index)
      : replicaManager.open(topic, index);
  }
}

/**
 * Looks for a partition: notes where it is, or why it cannot be read
 * (`KafkaApis.handleFetchRequest`, `ReplicaManager.readFromLog`).
 */
export function locate(requested: RequestedPartition, places: PartitionPlaces): void {
  if (isLocated(requested)) return;
  const found = lookUp(requested, places.replicaManager);
  if (found.type === 'found') {
    requested.located = found.partition;
    requested.topic ??= found.partition.topic;
    requested.errorCode = ErrorCode.NONE;
  } else {
    requested.located = undefined;
    requested.errorCode = locationError(requested, found.errorCode, places);
  }
}

/** Whether it is where it was found last, as it is from request to request. */
function isLocated({ located }: RequestedPartition): boolean {
  return located !== undefined && !located.isRemoved && !located.isOffline;
}

function lookUp(requested: RequestedPartition, replicaManager: ReplicaManager): PartitionLookup {
  const { topic, topicId, index } = requested;
  return requested.isById || topic === null
    ? replicaManager.findById(topicId, index)
    : replicaManager.find(topic, index);
}

/** What the metadata says of a partition that cannot be read here; else the error of the look-up. */
function locationError(
  requested: RequestedPartition,
  errorCode: number,
  { replicaManager, image: { topics } }: PartitionPlaces,
): number {
  requested.topic ??= topics.topicById(requested.topicId)?.name ?? null;
  if (requested.topic === null) return ErrorCode.UNKNOWN_TOPIC_ID;
  const topic = topics.topic(requested.topic);
  const partition = topic?.partitions[requested.index];
  if (topic === undefined || partition === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  if (requested.isById && topic.topicId !== requested.topicId) {
    return ErrorCode.INCONSISTENT_TOPIC_ID;
  }
  const isHosted = replicaManager.isHosted(topic.topicId, requested.index);
  return isHosted ? errorCode : ErrorCode.NOT_LEADER_OR_FOLLOWER;
}

/**
 * Whether there is no such topic or partition: that is told, but is no reason not to wait for the
 * others. A consumer of a deleted topic would ask again at once, for ever.
 */
export function isUnknown({ errorCode }: RequestedPartition): boolean {
  return (
    errorCode === ErrorCode.UNKNOWN_TOPIC_ID || errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
  );
}
