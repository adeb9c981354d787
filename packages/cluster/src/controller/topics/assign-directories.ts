import { type Uuid, ZERO_UUID } from '@odradek/base';
import { defaultPartitionChangeRecord } from '@odradek/protocol/messages/cluster-metadata';

import type { TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';

/** In which of its log directories a broker has a replica. */
export interface DirectoryAssignment {
  readonly topicId: Uuid;
  readonly partition: number;
  readonly directoryId: Uuid;
}

/**
 * The records that say where the replicas of a broker are (`AssignReplicasToDirs`, KIP-858). What is
 * known already needs none, nor does a partition that is gone or has no replica there.
 */
export function planAssignDirectories(
  brokerId: number,
  assignments: readonly DirectoryAssignment[],
  topics: TopicsImage,
): readonly MetadataRecord[] {
  return assignments.flatMap(({ topicId, partition: partitionId, directoryId }) => {
    const partition = topics.topicById(topicId)?.partitions[partitionId];
    const index = partition?.replicas.indexOf(brokerId) ?? -1;
    if (partition === undefined || index < 0) return [];
    if (partition.directories[index] === directoryId) return [];
    const directories = partition.replicas.map((_, replica) =>
      replica === index ? directoryId : (partition.directories[replica] ?? ZERO_UUID),
    );
    const record = { ...defaultPartitionChangeRecord, topicId, partitionId, directories };
    return [{ type: 'PartitionChangeRecord', record }];
  });
}
