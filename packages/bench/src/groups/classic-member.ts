import { setTimeout as sleep } from 'node:timers/promises';

import { ByteReader, ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerProtocolAssignment,
  defaultConsumerProtocolSubscription,
  readConsumerProtocolAssignment,
  writeConsumerProtocolAssignment,
  writeConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';
import {
  defaultJoinGroupRequest,
  type JoinGroupRequest,
  type JoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import { defaultHeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultLeaveGroupRequest,
  defaultMemberIdentity,
} from '@odradek/protocol/messages/13-leave-group';
import {
  defaultSyncGroupRequest,
  type SyncGroupRequestAssignment,
} from '@odradek/protocol/messages/14-sync-group';

import type { GroupMember, GroupMemberOptions } from './group-member.ts';
import { HEARTBEAT, JOIN_GROUP, LEAVE_GROUP, SYNC_GROUP } from './group-requests.ts';
import { MemberConnection } from './member-connection.ts';

const PROTOCOL = { protocolType: 'consumer', protocolName: 'range' };
const EMBEDDED_VERSION = 1;
/** Partitions of the internal topic that have no file yet, all asked for at once, may take long. */
const RETRY_MS = 100;
/** Java's defaults. */
const TIMEOUTS = { sessionTimeoutMs: 45_000, rebalanceTimeoutMs: 300_000 };

/** A member of a classic group. Whoever leads deals the partitions out in turn. */
export class ClassicMember implements GroupMember {
  epoch = 0;
  assigned = 0;
  private memberId = '';
  private readonly options: GroupMemberOptions;
  private readonly connection: MemberConnection;

  private constructor(options: GroupMemberOptions, connection: MemberConnection) {
    this.options = options;
    this.connection = connection;
  }

  static async connect(options: GroupMemberOptions): Promise<ClassicMember> {
    return new ClassicMember(options, await MemberConnection.open(options.address));
  }

  get isWaiting(): boolean {
    return this.connection.isWaiting;
  }

  async join(): Promise<void> {
    for (;;) {
      const joined = await this.connection.request(JOIN_GROUP, this.joinRequest());
      if (joined.errorCode === ErrorCode.MEMBER_ID_REQUIRED) this.memberId = joined.memberId;
      else if (joined.errorCode === ErrorCode.COORDINATOR_NOT_AVAILABLE) await sleep(RETRY_MS);
      else {
        expectNone('JoinGroup', joined.errorCode);
        if (await this.sync(joined)) return;
      }
    }
  }

  async heartbeat(): Promise<void> {
    const { groupId } = this.options;
    const { memberId, epoch: generationId } = this;
    const request = { ...defaultHeartbeatRequest, groupId, memberId, generationId };
    const { errorCode } = await this.connection.request(HEARTBEAT, request);
    if (errorCode === ErrorCode.REBALANCE_IN_PROGRESS) await this.join();
    else expectNone('Heartbeat', errorCode);
  }

  async leave(): Promise<void> {
    const members = [{ ...defaultMemberIdentity, memberId: this.memberId }];
    const request = { ...defaultLeaveGroupRequest, groupId: this.options.groupId, members };
    const { errorCode } = await this.connection.request(LEAVE_GROUP, request);
    expectNone('LeaveGroup', errorCode);
    this.memberId = '';
    this.epoch = 0;
    this.assigned = 0;
  }

  close(): void {
    this.connection.close();
  }

  private joinRequest(): JoinGroupRequest {
    const { groupId, topic } = this.options;
    const writer = new ByteWriter();
    writer.writeInt16(EMBEDDED_VERSION);
    const subscription = { ...defaultConsumerProtocolSubscription, topics: [topic] };
    writeConsumerProtocolSubscription(writer, subscription, EMBEDDED_VERSION);
    const protocols = [{ name: PROTOCOL.protocolName, metadata: writer.toBuffer() }];
    const { protocolType } = PROTOCOL;
    const { memberId } = this;
    return { ...defaultJoinGroupRequest, ...TIMEOUTS, groupId, memberId, protocolType, protocols };
  }

  /** Whether the member got its part; it has to join again otherwise. */
  private async sync(joined: JoinGroupResponse): Promise<boolean> {
    const { generationId, memberId, leader } = joined;
    this.memberId = memberId;
    const assignments = leader === memberId ? this.dealOut(joined) : [];
    const { groupId } = this.options;
    const who = { groupId, generationId, memberId };
    const request = { ...defaultSyncGroupRequest, ...PROTOCOL, ...who, assignments };
    const { errorCode, assignment } = await this.connection.request(SYNC_GROUP, request);
    if (errorCode === ErrorCode.REBALANCE_IN_PROGRESS) return false;
    if (errorCode === ErrorCode.COORDINATOR_NOT_AVAILABLE) return false;
    expectNone('SyncGroup', errorCode);
    this.assigned = countAssigned(assignment);
    this.epoch = generationId;
    return true;
  }

  private dealOut({ members }: JoinGroupResponse): SyncGroupRequestAssignment[] {
    const { topic, partitions: count } = this.options;
    const all = Array.from({ length: count }, (_, partition) => partition);
    return members.map(({ memberId }, index) => {
      const partitions = all.filter((partition) => partition % members.length === index);
      const writer = new ByteWriter();
      writer.writeInt16(EMBEDDED_VERSION);
      const assigned = { assignedPartitions: [{ topic, partitions }], userData: null };
      writeConsumerProtocolAssignment(writer, assigned, EMBEDDED_VERSION);
      return { memberId, assignment: writer.toBuffer() };
    });
  }
}

function countAssigned(bytes: Buffer): number {
  const reader = new ByteReader(bytes);
  const version = reader.readInt16();
  const assignment: ConsumerProtocolAssignment = readConsumerProtocolAssignment(reader, version);
  return assignment.assignedPartitions.reduce((sum, { partitions }) => sum + partitions.length, 0);
}

function expectNone(api: string, errorCode: number): void {
  if (errorCode !== ErrorCode.NONE) throw new Error(`${api} was answered with error ${errorCode}`);
}
