import { assert, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitRequestPartition,
  type OffsetCommitRequest,
  type OffsetCommitRequestPartition,
  type OffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultOffsetFetchRequest,
  defaultOffsetFetchRequestGroup,
  type OffsetFetchRequest,
  type OffsetFetchResponseGroup,
  type OffsetFetchResponseTopic,
} from '@odradek/protocol/messages/09-offset-fetch';
import { defaultFindCoordinatorRequest } from '@odradek/protocol/messages/10-find-coordinator';

import type { BrokerContext } from './broker-context.ts';
import { FIND_COORDINATOR, OFFSET_COMMIT, OFFSET_FETCH } from './client-apis.ts';
import type { VirtualClient } from './virtual-client.ts';

const LATEST_COMMIT_VERSION_WITH_NAMES = 9;
const LATEST_FETCH_VERSION_WITH_NAMES = 9;

/** Asks for a coordinator until `__consumer_offsets` is there. */
export async function createOffsetsTopic(
  context: BrokerContext,
  client: VirtualClient,
): Promise<void> {
  const request = { ...defaultFindCoordinatorRequest, coordinatorKeys: ['any'] };
  await client.request(FIND_COORDINATOR, 4, request);
  await context.settle();
}

/** An OffsetCommit from outside of the group `readers` for one topic. */
export function offsetCommit(
  topic: string | { readonly topicId: Uuid },
  offsets: readonly Offset[],
  change: Partial<OffsetCommitRequest> = {},
  partition: Partial<OffsetCommitRequestPartition> = {},
): OffsetCommitRequest {
  const named =
    typeof topic === 'string'
      ? { name: topic, topicId: ZERO_UUID }
      : { name: '', topicId: topic.topicId };
  return {
    ...defaultOffsetCommitRequest,
    groupId: 'readers',
    topics: [
      {
        ...named,
        partitions: offsets.map((committedOffset, partitionIndex) => ({
          ...defaultOffsetCommitRequestPartition,
          partitionIndex,
          committedOffset,
          ...partition,
        })),
      },
    ],
    ...change,
  };
}

/** Commits offsets of the group `readers`; answers the error of each partition. */
export async function commitOffsets(
  client: VirtualClient,
  topic: string,
  offsets: readonly Offset[],
): Promise<readonly number[]> {
  const version = LATEST_COMMIT_VERSION_WITH_NAMES;
  return commitErrors(await client.request(OFFSET_COMMIT, version, offsetCommit(topic, offsets)));
}

/** The error of each partition. */
export function commitErrors({ topics }: OffsetCommitResponse): readonly number[] {
  return topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
}

/** An OffsetFetch of all that a group has committed, for versions 8 and 9. */
export function allOffsets(groupId = 'readers'): OffsetFetchRequest {
  return {
    ...defaultOffsetFetchRequest,
    groups: [{ ...defaultOffsetFetchRequestGroup, groupId, topics: null }],
  };
}

/** All that a group has committed. */
export async function fetchAllOffsets(
  client: VirtualClient,
  groupId = 'readers',
): Promise<OffsetFetchResponseGroup> {
  const version = LATEST_FETCH_VERSION_WITH_NAMES;
  const { groups } = await client.request(OFFSET_FETCH, version, allOffsets(groupId));
  assert(groups[0] !== undefined, `group ${groupId} is answered`);
  return groups[0];
}

/** What was committed, as `topic-partition@offset`. */
export function committedOf({
  topics,
}: {
  readonly topics: readonly OffsetFetchResponseTopic[];
}): readonly string[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(
      ({ partitionIndex, committedOffset }) => `${name}-${partitionIndex}@${committedOffset}`,
    ),
  );
}
