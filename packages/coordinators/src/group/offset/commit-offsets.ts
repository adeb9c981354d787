import type { Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type {
  OffsetCommitRequest,
  OffsetCommitRequestPartition,
  OffsetCommitRequestTopic,
  OffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';

import type { CoordinatorResult } from '../../runtime/coordinator-result.ts';
import { respondWhenCommitted } from '../../runtime/coordinator-result.ts';
import type { Group, OffsetCommitCheck } from '../group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { NO_EXPIRE_TIMESTAMP, offsetCommitRecord } from './committed-offset.ts';

/** An OffsetCommit whose topics have names and ids. */
export interface OffsetCommit {
  readonly request: OffsetCommitRequest;
  readonly apiVersion: number;
  readonly respond: (response: OffsetCommitResponse) => void;
}

/** What a commit is decided by. */
export interface CommitContext {
  /** The group, if there is one. */
  readonly group: Group | undefined;
  readonly now: Timestamp;
  /** `offset.metadata.max.bytes`: how many characters the text of an offset may have, as in Kafka. */
  readonly metadataMax: number;
}

const NO_RETENTION = -1;
/** From then on clients know errors of consumer groups (KIP-848). */
const FIRST_VERSION_WITH_MEMBER_EPOCHS = 9;

/** Commits offsets, or refuses all of them (Kafka's `OffsetMetadataManager.commitOffset`). */
export function commitOffsets(
  { request, apiVersion, respond }: OffsetCommit,
  { group, now, metadataMax }: CommitContext,
): CoordinatorResult<GroupRecord> {
  const fail = (errorCode: number): OffsetCommitResponse => commitError(request, errorCode);
  const check = checkCommit(request, apiVersion, group);
  const errorCode =
    check.errorCode === ErrorCode.NONE ? checkPartitions(request, check) : check.errorCode;
  if (errorCode !== ErrorCode.NONE) {
    return respondWhenCommitted({ records: [], response: fail(errorCode), respond, fail });
  }
  if (request.memberId !== '') group?.noteOffsetCommit(request.memberId);
  const isTooLong = ({ committedMetadata }: OffsetCommitRequestPartition): boolean =>
    (committedMetadata?.length ?? 0) > metadataMax;
  const records = request.topics.flatMap((topic) =>
    topic.partitions
      .filter((partition) => !isTooLong(partition))
      .map((partition) => commitRecord(request, topic, partition, now)),
  );
  const response = {
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map((partition) => ({
        partitionIndex: partition.partitionIndex,
        errorCode: isTooLong(partition) ? ErrorCode.OFFSET_METADATA_TOO_LARGE : ErrorCode.NONE,
      })),
    })),
  };
  return respondWhenCommitted({ records, response, respond, fail });
}

/** Who commits from outside makes the group by it, if there is none. */
function checkCommit(
  request: OffsetCommitRequest,
  apiVersion: number,
  group: Group | undefined,
): OffsetCommitCheck {
  const { memberId, groupInstanceId, generationIdOrMemberEpoch } = request;
  if (group === undefined) {
    if (generationIdOrMemberEpoch < 0) return { errorCode: ErrorCode.NONE };
    const isKnownToClient = apiVersion >= FIRST_VERSION_WITH_MEMBER_EPOCHS;
    return {
      errorCode: isKnownToClient ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION,
    };
  }
  const isTransactional = false;
  return group.checkOffsetCommit({
    memberId,
    groupInstanceId,
    generationIdOrMemberEpoch,
    isTransactional,
    apiVersion,
  });
}

function checkPartitions(
  { topics }: OffsetCommitRequest,
  { checkPartition }: OffsetCommitCheck,
): number {
  if (checkPartition === undefined) return ErrorCode.NONE;
  for (const { name, topicId, partitions } of topics) {
    for (const { partitionIndex } of partitions) {
      const errorCode = checkPartition(name, topicId, partitionIndex);
      if (errorCode !== ErrorCode.NONE) return errorCode;
    }
  }
  return ErrorCode.NONE;
}

function commitRecord(
  { groupId, retentionTimeMs }: OffsetCommitRequest,
  { name, topicId }: OffsetCommitRequestTopic,
  partition: OffsetCommitRequestPartition,
  now: Timestamp,
): GroupRecord {
  return offsetCommitRecord(
    { group: groupId, topic: name, partition: partition.partitionIndex },
    {
      offset: partition.committedOffset,
      leaderEpoch: partition.committedLeaderEpoch,
      metadata: partition.committedMetadata ?? '',
      commitTimestamp: now,
      expireTimestamp:
        retentionTimeMs === NO_RETENTION ? NO_EXPIRE_TIMESTAMP : now + retentionTimeMs,
      topicId,
    },
  );
}

/** The response that refuses all offsets of a request. */
export function commitError(
  { topics }: OffsetCommitRequest,
  errorCode: number,
): OffsetCommitResponse {
  return {
    throttleTimeMs: 0,
    topics: topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  };
}
