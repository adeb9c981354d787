import type { ByteReader, ByteWriter, Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitRequestPartition,
  defaultOffsetCommitRequestTopic,
  readOffsetCommitResponse,
  writeOffsetCommitRequest,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultOffsetFetchRequest,
  defaultOffsetFetchRequestGroup,
  defaultOffsetFetchRequestTopics,
  readOffsetFetchResponse,
  writeOffsetFetchRequest,
} from '@odradek/protocol/messages/09-offset-fetch';
import {
  defaultFindCoordinatorRequest,
  readFindCoordinatorResponse,
  writeFindCoordinatorRequest,
} from '@odradek/protocol/messages/10-find-coordinator';
import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupResponse,
  writeJoinGroupRequest,
} from '@odradek/protocol/messages/11-join-group';
import {
  type HeartbeatRequest,
  readHeartbeatResponse,
  writeHeartbeatRequest,
} from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultLeaveGroupRequest,
  defaultMemberIdentity,
  readLeaveGroupResponse,
  writeLeaveGroupRequest,
} from '@odradek/protocol/messages/13-leave-group';
import {
  readSyncGroupResponse,
  type SyncGroupRequest,
  type SyncGroupResponse,
  writeSyncGroupRequest,
} from '@odradek/protocol/messages/14-sync-group';
import {
  readDeleteGroupsResponse,
  writeDeleteGroupsRequest,
} from '@odradek/protocol/messages/42-delete-groups';
import {
  readOffsetDeleteResponse,
  writeOffsetDeleteRequest,
} from '@odradek/protocol/messages/47-offset-delete';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  readConsumerGroupHeartbeatResponse,
  writeConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { ClientApi, RawClient } from './raw-client.ts';

/** Who commits: a member in its generation or member epoch, or nobody in particular. */
export interface Committer {
  readonly groupId: string;
  readonly memberId: string;
  readonly epoch: number;
  readonly instanceId?: string | undefined;
}

/** An offset to be committed. */
export interface OffsetToCommit {
  readonly topic: string;
  readonly partition: number;
  readonly offset: Offset;
  readonly metadata: string;
}

/** What is committed. */
export interface CommittedOffset {
  readonly offset: Offset;
  readonly metadata: string;
}

/** What a coordinator answers that has refused something as a whole, or for a partition. */
export interface Refusal {
  readonly errorCode: number;
}

const GROUP_KEY_TYPE = 0;

function api<Request, Response>(
  apiKey: number,
  version: number,
  writeRequest: (writer: ByteWriter, request: Request, version: number) => void,
  readResponse: (reader: ByteReader, version: number) => Response,
): ClientApi<Request, Response> {
  return { apiKey, version, writeRequest, readResponse };
}

// The newest versions that name topics.
const OFFSET_COMMIT = api(8, 9, writeOffsetCommitRequest, readOffsetCommitResponse);
const OFFSET_FETCH = api(9, 9, writeOffsetFetchRequest, readOffsetFetchResponse);
const FIND_COORDINATOR = api(10, 4, writeFindCoordinatorRequest, readFindCoordinatorResponse);
const JOIN_GROUP = api(11, 9, writeJoinGroupRequest, readJoinGroupResponse);
const HEARTBEAT = api(12, 4, writeHeartbeatRequest, readHeartbeatResponse);
const LEAVE_GROUP = api(13, 5, writeLeaveGroupRequest, readLeaveGroupResponse);
const SYNC_GROUP = api(14, 5, writeSyncGroupRequest, readSyncGroupResponse);
const DELETE_GROUPS = api(42, 2, writeDeleteGroupsRequest, readDeleteGroupsResponse);
const OFFSET_DELETE = api(47, 0, writeOffsetDeleteRequest, readOffsetDeleteResponse);

const CONSUMER_GROUP_HEARTBEAT = api(
  68,
  1,
  writeConsumerGroupHeartbeatRequest,
  readConsumerGroupHeartbeatResponse,
);

/** Asks a coordinator of groups, one request at a time. Each method rejects with `NETWORK_EXCEPTION` if no answer comes. */
export class GroupClient {
  private readonly client: RawClient;
  private readonly timeoutMs: number;

  /** `timeoutMs` is how long it waits for what is answered at once. */
  constructor(client: RawClient, timeoutMs: number) {
    this.client = client;
    this.timeoutMs = timeoutMs;
  }

  /** Whether the connection is there. */
  get isOpen(): boolean {
    return this.client.isOpen;
  }

  close(): void {
    this.client.close();
  }

  /** Asks who coordinates a group, after which the topic of the offsets is created. */
  async findCoordinator(groupId: string): Promise<number> {
    const request = {
      ...defaultFindCoordinatorRequest,
      keyType: GROUP_KEY_TYPE,
      coordinatorKeys: [groupId],
    };
    const { coordinators } = await this.client.request(FIND_COORDINATOR, request, this.timeoutMs);
    return coordinators[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  }

  /** Joins a classic group; waits as long for the others. */
  join(request: JoinGroupRequest, waitMs: number): Promise<JoinGroupResponse> {
    return this.client.request(JOIN_GROUP, request, this.timeoutMs + waitMs);
  }

  sync(request: SyncGroupRequest, waitMs: number): Promise<SyncGroupResponse> {
    return this.client.request(SYNC_GROUP, request, this.timeoutMs + waitMs);
  }

  async heartbeat(request: HeartbeatRequest): Promise<number> {
    return (await this.client.request(HEARTBEAT, request, this.timeoutMs)).errorCode;
  }

  /** A heartbeat of a member of a group of the consumer protocol. */
  consumerHeartbeat(
    request: ConsumerGroupHeartbeatRequest,
  ): Promise<ConsumerGroupHeartbeatResponse> {
    return this.client.request(CONSUMER_GROUP_HEARTBEAT, request, this.timeoutMs);
  }

  async leave(groupId: string, memberId: string): Promise<number> {
    const members = [{ ...defaultMemberIdentity, memberId, reason: 'it has had enough' }];
    const request = { ...defaultLeaveGroupRequest, groupId, members };
    const response = await this.client.request(LEAVE_GROUP, request, this.timeoutMs);
    return response.errorCode === ErrorCode.NONE
      ? (response.members[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR)
      : response.errorCode;
  }

  /** Commits an offset. Answers the error of the partition. */
  async commit(committer: Committer, committed: OffsetToCommit): Promise<number> {
    const { groupId, memberId, epoch, instanceId } = committer;
    const { topic, partition, offset, metadata } = committed;
    const request = {
      ...defaultOffsetCommitRequest,
      groupId,
      memberId,
      generationIdOrMemberEpoch: epoch,
      groupInstanceId: instanceId ?? null,
      topics: [
        {
          ...defaultOffsetCommitRequestTopic,
          name: topic,
          partitions: [
            {
              ...defaultOffsetCommitRequestPartition,
              partitionIndex: partition,
              committedOffset: offset,
              committedMetadata: metadata,
            },
          ],
        },
      ],
    };
    const { topics } = await this.client.request(OFFSET_COMMIT, request, this.timeoutMs);
    return topics[0]?.partitions[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  }

  /** What is committed for a partition; the offset is -1 if there is nothing. */
  async committed(
    groupId: string,
    { topic, partition }: { readonly topic: string; readonly partition: number },
  ): Promise<CommittedOffset | Refusal> {
    const topics = [
      { ...defaultOffsetFetchRequestTopics, name: topic, partitionIndexes: [partition] },
    ];
    const request = {
      ...defaultOffsetFetchRequest,
      requireStable: true,
      groups: [{ ...defaultOffsetFetchRequestGroup, groupId, topics }],
    };
    const { groups } = await this.client.request(OFFSET_FETCH, request, this.timeoutMs);
    const [group] = groups;
    if (group === undefined) return { errorCode: ErrorCode.UNKNOWN_SERVER_ERROR };
    const found = group.topics[0]?.partitions[0];
    const errorCode = group.errorCode === ErrorCode.NONE ? found?.errorCode : group.errorCode;
    if (errorCode !== ErrorCode.NONE || found === undefined) {
      return { errorCode: errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR };
    }
    return { offset: found.committedOffset, metadata: found.metadata ?? '' };
  }

  /** Deletes what is committed for a partition. */
  async deleteOffset(groupId: string, topic: string, partition: number): Promise<number> {
    const topics = [{ name: topic, partitions: [{ partitionIndex: partition }] }];
    const response = await this.client.request(OFFSET_DELETE, { groupId, topics }, this.timeoutMs);
    return response.errorCode === ErrorCode.NONE
      ? (response.topics[0]?.partitions[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR)
      : response.errorCode;
  }

  async deleteGroup(groupId: string): Promise<number> {
    const request = { groupsNames: [groupId] };
    const { results } = await this.client.request(DELETE_GROUPS, request, this.timeoutMs);
    return results[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  }
}
