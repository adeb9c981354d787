import type { Uuid } from '@odradek/base';
import type { PartitionRecord } from '@odradek/protocol/messages/cluster-metadata';

/** A partition that begins now: all its replicas are in sync, the first one leads. */
export function newPartition(options: {
  readonly topicId: Uuid;
  readonly partitionId: number;
  readonly replicas: readonly number[];
  /** The log directory of a broker, as the metadata names it. */
  readonly directoryId: (brokerId: number) => Uuid;
}): PartitionRecord {
  const { topicId, partitionId, replicas, directoryId } = options;
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
    directories: replicas.map(directoryId),
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  };
}
