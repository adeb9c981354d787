import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitRequestPartition,
  defaultOffsetCommitRequestTopic,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  readOffsetCommitResponse,
  writeOffsetCommitRequest,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultOffsetFetchRequest,
  defaultOffsetFetchRequestGroup,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  readOffsetFetchResponse,
  writeOffsetFetchRequest,
} from '@odradek/protocol/messages/09-offset-fetch';

import { defaultFindCoordinatorRequest } from '@odradek/protocol/messages/10-find-coordinator';

import type { RawApi, RawConnection } from '../partitions/raw-connection.ts';
import { FIND_COORDINATOR } from './group-requests.ts';

/** OffsetCommit of the last version that names topics. */
const OFFSET_COMMIT: RawApi<OffsetCommitRequest, OffsetCommitResponse> = {
  apiKey: 8,
  version: 9,
  write: writeOffsetCommitRequest,
  read: readOffsetCommitResponse,
};
const OFFSET_FETCH: RawApi<OffsetFetchRequest, OffsetFetchResponse> = {
  apiKey: 9,
  version: 9,
  write: writeOffsetFetchRequest,
  read: readOffsetFetchResponse,
};
const RETRY_MS = 5;
/** The coordinator is not there yet, or is loading. */
const RETRIABLE: ReadonlySet<number> = new Set([
  ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
  ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ErrorCode.NOT_COORDINATOR,
]);

/** Asks for the coordinator of a group until there is one, which makes `__consumer_offsets`. */
export async function untilCoordinated(connection: RawConnection, groupId: string): Promise<void> {
  for (;;) {
    const request = { ...defaultFindCoordinatorRequest, coordinatorKeys: [groupId] };
    const { coordinators } = await connection.request(FIND_COORDINATOR, request);
    const errorCode = coordinators[0]?.errorCode ?? ErrorCode.NONE;
    if (errorCode === ErrorCode.NONE) return;
    if (!RETRIABLE.has(errorCode)) throw new Error(`FindCoordinator: error ${errorCode}`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** What a group commits at once. */
export interface Commit {
  readonly groupId: string;
  readonly topic: string;
  readonly firstPartition: number;
  readonly partitions: number;
  readonly offset: number;
}

/** Commits offsets from outside the group; again while its coordinator is not ready. */
export async function commit(connection: RawConnection, asked: Commit): Promise<void> {
  const { groupId, topic, firstPartition, offset } = asked;
  const partitions = Array.from({ length: asked.partitions }, (_, index) => ({
    ...defaultOffsetCommitRequestPartition,
    partitionIndex: firstPartition + index,
    committedOffset: offset,
  }));
  const topics = [{ ...defaultOffsetCommitRequestTopic, name: topic, partitions }];
  const request = { ...defaultOffsetCommitRequest, groupId, topics };
  for (;;) {
    const response = await connection.request(OFFSET_COMMIT, request);
    const errorCode = response.topics[0]?.partitions[0]?.errorCode ?? ErrorCode.NONE;
    if (errorCode === ErrorCode.NONE) return;
    if (!RETRIABLE.has(errorCode)) throw new Error(`OffsetCommit of ${groupId}: ${errorCode}`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** How it was until the offsets of some groups could be fetched. */
export interface Loading {
  /** How often the answer was an error to be tried again. */
  readonly refusals: number;
  /** The longest time until an answer came, in milliseconds. */
  readonly answerMsMax: number;
}

/** Resolves when the offsets of all these groups were answered, for this partition. */
export async function untilFetched(
  connection: RawConnection,
  groupIds: readonly string[],
  topic: string,
): Promise<Loading> {
  let left = groupIds;
  let refusals = 0;
  let answerMsMax = 0;
  for (;;) {
    const groups = left.map((groupId) => ({
      ...defaultOffsetFetchRequestGroup,
      groupId,
      topics: [{ name: topic, topicId: '', partitionIndexes: [0] }],
    }));
    const asked = performance.now();
    const response = await connection.request(OFFSET_FETCH, {
      ...defaultOffsetFetchRequest,
      groups,
    });
    answerMsMax = Math.max(answerMsMax, performance.now() - asked);
    left = response.groups.filter((group) => !isFetched(group)).map(({ groupId }) => groupId);
    if (left.length === 0) return { refusals, answerMsMax };
    refusals++;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function isFetched({ groupId, errorCode, topics }: OffsetFetchResponse['groups'][number]): boolean {
  if (RETRIABLE.has(errorCode)) return false;
  const committed = topics[0]?.partitions[0]?.committedOffset ?? -1;
  if (errorCode === ErrorCode.NONE && committed >= 0) return true;
  throw new Error(`OffsetFetch of ${groupId}: error ${errorCode}, offset ${committed}`);
}
