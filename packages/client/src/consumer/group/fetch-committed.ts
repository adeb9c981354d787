import { type Uuid, ZERO_UUID } from '@odradek/base';
import {
  defaultOffsetFetchRequest,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  type OffsetFetchResponsePartitions,
} from '@odradek/protocol/messages/09-offset-fetch';

import { groupByTopic } from '../../assignor/topic-partitions.ts';
import type { TopicPartition } from '../consumer-options.ts';
import type { CommittedPosition } from './group-options.ts';

/** The first version of OffsetFetch that names topics by id. */
export const FETCH_VERSION_WITH_IDS = 10;
/** The first version that knows members of consumer groups. */
const VERSION_WITH_GROUPS = 8;
const NO_OFFSET = -1;

/** Who asks, in a consumer group (KIP-848); nobody in particular in a classic one. */
export interface AskingMember {
  readonly memberId: string | null;
  readonly memberEpoch: number;
}

/**
 * Asks for what the group has committed, but not for what an open transaction may yet change: that is
 * `UNSTABLE_OFFSET_COMMIT` (KIP-447).
 */
export function offsetFetchRequest(
  groupId: string,
  member: AskingMember,
  partitions: readonly TopicPartition[],
  topicIdOf: (topic: string) => Uuid,
): OffsetFetchRequest {
  const topics = groupByTopic(partitions).map(({ topic: name, partitions: partitionIndexes }) => ({
    name,
    topicId: topicIdOf(name),
    partitionIndexes,
  }));
  return {
    ...defaultOffsetFetchRequest,
    groupId,
    topics,
    groups: [{ groupId, ...member, topics }],
    requireStable: true,
  };
}

/** What was answered for a partition. */
export interface CommittedAnswer {
  readonly errorCode: number;
  readonly committed: CommittedPosition;
}

/** The error of a whole response, 0 for none. */
export function groupErrorOf(response: OffsetFetchResponse, groupId: string): number {
  const group = response.groups.find((other) => other.groupId === groupId);
  return group?.errorCode ?? response.errorCode;
}

/** What a response says of each partition; those that it passes over are left out. */
export function committedAnswersOf(
  request: OffsetFetchRequest,
  response: OffsetFetchResponse,
  version: number,
): readonly CommittedAnswer[] {
  const group = response.groups.find(({ groupId }) => groupId === request.groupId);
  if (version < VERSION_WITH_GROUPS) {
    return response.topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => answerOf(name, partition)),
    );
  }
  const names = new Map(
    request.groups.flatMap(({ topics }) =>
      (topics ?? []).map(({ topicId, name }) => [topicId, name] as const),
    ),
  );
  return (group?.topics ?? []).flatMap(({ topicId, name: toldName, partitions }) => {
    const name = topicId === ZERO_UUID ? toldName : names.get(topicId);
    return name === undefined ? [] : partitions.map((partition) => answerOf(name, partition));
  });
}

function answerOf(topic: string, answer: OffsetFetchResponsePartitions): CommittedAnswer {
  const { partitionIndex: partition, committedOffset, committedLeaderEpoch, metadata } = answer;
  const offset = committedOffset <= NO_OFFSET ? undefined : committedOffset;
  const leaderEpoch = offset === undefined ? -1 : committedLeaderEpoch;
  return {
    errorCode: answer.errorCode,
    committed: { topic, partition, offset, leaderEpoch, metadata: metadata ?? '' },
  };
}
