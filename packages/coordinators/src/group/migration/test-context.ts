import { assert, ByteReader, ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitRequestPartition,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultJoinGroupRequest,
  type JoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import { defaultHeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultMemberIdentity,
  type LeaveGroupResponse,
  type MemberIdentity,
} from '@odradek/protocol/messages/13-leave-group';
import {
  defaultSyncGroupRequest,
  type SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';
import {
  defaultConsumerProtocolSubscription,
  readConsumerProtocolAssignment,
  writeConsumerProtocolAssignment,
  writeConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';

import type { ClassicGroup } from '../classic/classic-group.ts';
import { Answer } from '../classic/test-context.ts';
import { GROUP, GroupTest, REBALANCE_TIMEOUT_MS, topicIdOf } from '../consumer/test-context.ts';

export const CLASSIC_SESSION_TIMEOUT_MS = 10_000;
const JOIN_VERSION = 9;
const ORIGIN = { clientId: 'client', clientHost: '/127.0.0.1', apiVersion: JOIN_VERSION };

/** What a test says of somebody who joins with the classic protocol. */
export interface ClassicJoining {
  readonly memberId?: string;
  readonly groupInstanceId?: string | null;
  readonly protocolType?: string;
  readonly protocols?: readonly string[];
  readonly topics?: readonly string[];
  readonly metadata?: Buffer;
  /** Partitions of `orders` that it keeps while it joins, as cooperative members do. */
  readonly owned?: readonly number[];
  readonly rackId?: string | null;
  readonly apiVersion?: number;
  readonly sessionTimeoutMs?: number;
}

/** A classic member in its generation. */
export interface ClassicMembership {
  readonly memberId: string;
  readonly generationId: number;
  readonly groupInstanceId?: string | null;
}

/** The group `readers` with members of both protocols, in virtual time. */
export class MigrationTest extends GroupTest {
  get classicGroup(): ClassicGroup | undefined {
    return this.shard.classic.get(GROUP);
  }

  /** JoinGroup, which may wait. */
  joinClassic(joining: ClassicJoining = {}): Answer<JoinGroupResponse> {
    const { memberId = '', groupInstanceId = null, protocolType = 'consumer' } = joining;
    const { protocols = ['range'], apiVersion = JOIN_VERSION } = joining;
    const metadata = joining.metadata ?? subscriptionBytes(joining);
    const request = {
      ...defaultJoinGroupRequest,
      groupId: GROUP,
      memberId,
      groupInstanceId,
      protocolType,
      sessionTimeoutMs: joining.sessionTimeoutMs ?? CLASSIC_SESSION_TIMEOUT_MS,
      rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
      protocols: protocols.map((name) => ({ name, metadata })),
    };
    const answer = new Answer<JoinGroupResponse>();
    this.run((shard) => shard.joinGroup(request, { ...ORIGIN, apiVersion }, answer.respond));
    return answer;
  }

  /** JoinGroup of somebody new, who is given an id first. */
  joinNewClassic(joining: ClassicJoining = {}): Answer<JoinGroupResponse> {
    const { errorCode, memberId } = this.joinClassic(joining).response;
    assert(errorCode === ErrorCode.MEMBER_ID_REQUIRED, 'a new member is given an id');
    return this.joinClassic({ ...joining, memberId });
  }

  /** SyncGroup; the leader gives partitions of `orders` to members. */
  syncClassic(
    { memberId, generationId, groupInstanceId = null }: ClassicMembership,
    assignments: Readonly<Record<string, readonly number[] | Buffer>> = {},
    protocolName: string | null = null,
  ): Answer<SyncGroupResponse> {
    const request = {
      ...defaultSyncGroupRequest,
      groupId: GROUP,
      memberId,
      generationId,
      groupInstanceId,
      protocolName,
      assignments: Object.entries(assignments).map(([assignee, part]) => ({
        memberId: assignee,
        assignment: Buffer.isBuffer(part) ? part : assignmentBytes(part),
      })),
    };
    const answer = new Answer<SyncGroupResponse>();
    this.run((shard) => shard.syncGroup(request, answer.respond));
    return answer;
  }

  /** Heartbeat; answers the error code. */
  heartbeatClassic({ memberId, generationId, groupInstanceId = null }: ClassicMembership): number {
    const request = {
      ...defaultHeartbeatRequest,
      groupId: GROUP,
      memberId,
      generationId,
      groupInstanceId,
    };
    const answer = new Answer<{ readonly errorCode: number }>();
    this.run((shard) => shard.heartbeat(request, answer.respond));
    return answer.response.errorCode;
  }

  /** LeaveGroup; answers the error codes of the members. */
  leaveClassic(...members: readonly Partial<MemberIdentity>[]): readonly number[] {
    const request = {
      groupId: GROUP,
      memberId: '',
      members: members.map((member) => ({ ...defaultMemberIdentity, ...member })),
    };
    const answer = new Answer<LeaveGroupResponse>();
    this.run((shard) => shard.leaveGroup(request, answer.respond));
    return answer.response.members.map(({ errorCode }) => errorCode);
  }

  /** Commits an offset of `orders-0`; answers the error code. */
  commitOffset(
    offset: number,
    { memberId, generationId }: ClassicMembership = { memberId: '', generationId: -1 },
  ): number | undefined {
    const partition = { ...defaultOffsetCommitRequestPartition, committedOffset: offset };
    const answer = new Answer<{
      readonly topics: readonly {
        readonly partitions: readonly { readonly errorCode: number }[];
      }[];
    }>();
    const request = {
      ...defaultOffsetCommitRequest,
      groupId: GROUP,
      memberId,
      generationIdOrMemberEpoch: generationId,
      topics: [{ name: 'orders', topicId: topicIdOf('orders'), partitions: [partition] }],
    };
    const commit = { request, apiVersion: JOIN_VERSION, respond: answer.respond };
    this.run((shard) => shard.commitOffsets(commit));
    return answer.response.topics[0]?.partitions[0]?.errorCode;
  }

  /** The committed offset of `orders-0`. */
  get committedOffset(): number | undefined {
    return this.shard.offsets.committed.get({ group: GROUP, topic: 'orders', partition: 0 })
      ?.offset;
  }

  /**
   * A classic group in its first generation whose members, the leader first, have these partitions of
   * `orders`.
   */
  stableClassic(...parts: readonly (readonly number[])[]): ClassicMembership[] {
    const joins = parts.map(() => this.joinNewClassic());
    this.advance(0);
    const responses = joins.map(({ response }) => response);
    const assignments = Object.fromEntries(
      responses.map(({ memberId }, index) => [memberId, parts[index] ?? []]),
    );
    for (const response of responses) {
      const isLeader = response.leader === response.memberId;
      this.syncClassic(response, isLeader ? assignments : {});
    }
    assert(this.classicGroup?.state === 'Stable', 'all have their part');
    return responses.map(({ memberId, generationId }) => ({ memberId, generationId }));
  }

  /** Joins a consumer group and fetches the part. */
  rejoinClassic(joining: ClassicJoining): ClassicMembership & { readonly part: string } {
    const { memberId, generationId, errorCode } = this.joinClassic(joining).response;
    assert(errorCode === ErrorCode.NONE, `the member has joined, not ${errorCode}`);
    const { groupInstanceId = null } = joining;
    const membership = { memberId, generationId, groupInstanceId };
    return { ...membership, part: partOf(this.syncClassic(membership).response) };
  }
}

/** What somebody says that subscribes to topics. */
export function subscriptionBytes({
  topics = ['orders'],
  owned = [],
  rackId = null,
}: ClassicJoining): Buffer {
  const writer = new ByteWriter(64);
  writer.writeInt16(3);
  const ownedPartitions = owned.length === 0 ? [] : [{ topic: 'orders', partitions: owned }];
  const subscription = { ...defaultConsumerProtocolSubscription, topics, ownedPartitions, rackId };
  writeConsumerProtocolSubscription(writer, subscription, 3);
  return writer.toBuffer();
}

/** Partitions of `orders` as a leader assigns them, with data of its own if given. */
export function assignmentBytes(
  partitions: readonly number[],
  userData: Buffer | null = null,
): Buffer {
  const writer = new ByteWriter(64);
  writer.writeInt16(3);
  const assignedPartitions = [{ topic: 'orders', partitions }];
  writeConsumerProtocolAssignment(writer, { assignedPartitions, userData }, 3);
  return writer.toBuffer();
}

/** The partitions of `orders` that a SyncGroup tells, as `0 1 2`; the name of the error if it failed. */
export function partOf({ errorCode, assignment }: SyncGroupResponse): string {
  if (errorCode !== ErrorCode.NONE) return `error ${errorCode}`;
  return partitionsOf(assignment).join(' ');
}

/** The partitions of `orders` in an assignment. */
export function partitionsOf(assignment: Buffer): number[] {
  if (assignment.length === 0) return [];
  const reader = new ByteReader(assignment);
  const version = reader.readInt16();
  return readConsumerProtocolAssignment(reader, version)
    .assignedPartitions.flatMap(({ partitions }) => [...partitions])
    .sort((a, b) => a - b);
}
