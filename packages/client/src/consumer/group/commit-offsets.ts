import { type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';

import type { TopicPartition } from '../consumer-options.ts';
import type { PositionToCommit } from './group-options.ts';
import type { GroupSettings } from './group-settings.ts';

/** The first version of OffsetCommit that names topics by id. */
export const COMMIT_VERSION_WITH_IDS = 10;

/** A partition and the error that was answered for it. */
export interface RefusedPartition extends TopicPartition {
  readonly errorCode: number;
}

/** Who commits; outside of groups with an empty id and without generation. */
export interface Committer {
  readonly memberId: string;
  readonly generationId: number;
}

/** An OffsetCommit of any version; `topicIdOf` is zero for a topic whose id is not known. */
export function offsetCommitRequest(
  { groupId, groupInstanceId }: GroupSettings,
  { memberId, generationId }: Committer,
  positions: readonly PositionToCommit[],
  topicIdOf: (topic: string) => Uuid,
): OffsetCommitRequest {
  const byTopic = new Map<string, PositionToCommit[]>();
  for (const position of positions) {
    const ofTopic = byTopic.get(position.topic);
    if (ofTopic === undefined) byTopic.set(position.topic, [position]);
    else ofTopic.push(position);
  }
  return {
    ...defaultOffsetCommitRequest,
    groupId,
    generationIdOrMemberEpoch: generationId,
    memberId,
    groupInstanceId: generationId < 0 ? null : groupInstanceId,
    topics: [...byTopic].map(([name, ofTopic]) => ({
      name,
      topicId: topicIdOf(name),
      partitions: ofTopic.map(({ partition, offset, leaderEpoch, metadata }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: leaderEpoch ?? -1,
        committedMetadata: metadata ?? '',
      })),
    })),
  };
}

/** What was not committed. A partition that the response passes over is refused for now. */
export function refusedPartitions(
  request: OffsetCommitRequest,
  response: OffsetCommitResponse,
): readonly RefusedPartition[] {
  const codes = new Map<string, number>();
  for (const { name, topicId, partitions } of response.topics) {
    const topicKey = topicId === ZERO_UUID ? name : topicId;
    for (const { partitionIndex, errorCode } of partitions) {
      codes.set(`${topicKey}:${partitionIndex}`, errorCode);
    }
  }
  return request.topics.flatMap(({ name, topicId, partitions }) =>
    partitions.flatMap(({ partitionIndex: partition }) => {
      const byId = codes.get(`${topicId}:${partition}`);
      const answered = byId ?? codes.get(`${name}:${partition}`);
      const errorCode = answered ?? ErrorCode.COORDINATOR_NOT_AVAILABLE;
      return errorCode === ErrorCode.NONE ? [] : [{ topic: name, partition, errorCode }];
    }),
  );
}
