import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode } from '@odradek/protocol';
import {
  type Assignment,
  type ConsumerGroupHeartbeatRequest,
  defaultConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { GroupMember, GroupMemberOptions } from './group-member.ts';
import { CONSUMER_GROUP_HEARTBEAT } from './group-requests.ts';
import { MemberConnection } from './member-connection.ts';

const LEAVE_EPOCH = -1;
/** Partitions of the internal topic that have no file yet, all asked for at once, may take long. */
const RETRY_MS = 100;
/** Java's default. */
const REBALANCE_TIMEOUT_MS = 300_000;

/** A member of a group by the protocol of KIP-848, which takes what it is given at once. */
export class ConsumerMember implements GroupMember {
  epoch = 0;
  private topicPartitions: Assignment['topicPartitions'] = [];
  private memberId: string = randomUUID();
  private readonly options: GroupMemberOptions;
  private readonly connection: MemberConnection;

  private constructor(options: GroupMemberOptions, connection: MemberConnection) {
    this.options = options;
    this.connection = connection;
  }

  static async connect(options: GroupMemberOptions): Promise<ConsumerMember> {
    return new ConsumerMember(options, await MemberConnection.open(options.address));
  }

  get isWaiting(): boolean {
    return this.connection.isWaiting;
  }

  get assigned(): number {
    return this.topicPartitions.reduce((sum, { partitions }) => sum + partitions.length, 0);
  }

  async join(): Promise<void> {
    await this.beat({
      memberEpoch: 0,
      rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
      subscribedTopicNames: [this.options.topic],
      topicPartitions: [],
    });
  }

  heartbeat(): Promise<void> {
    return this.beat({ memberEpoch: this.epoch });
  }

  async leave(): Promise<void> {
    await this.request({ memberEpoch: LEAVE_EPOCH });
    this.epoch = 0;
    this.topicPartitions = [];
    this.memberId = randomUUID();
  }

  close(): void {
    this.connection.close();
  }

  /** What the answer gives or takes is told to the coordinator at once. */
  private async beat(fields: Partial<ConsumerGroupHeartbeatRequest>): Promise<void> {
    let given = await this.request(fields);
    while (given !== null) {
      this.topicPartitions = given.topicPartitions;
      const { epoch: memberEpoch, topicPartitions } = this;
      given = await this.request({ memberEpoch, topicPartitions });
    }
  }

  private async request(
    fields: Partial<ConsumerGroupHeartbeatRequest>,
  ): Promise<Assignment | null> {
    const { groupId } = this.options;
    const { memberId } = this;
    const request = { ...defaultConsumerGroupHeartbeatRequest, groupId, memberId, ...fields };
    const response = await this.connection.request(CONSUMER_GROUP_HEARTBEAT, request);
    const { errorCode, errorMessage, memberEpoch, assignment } = response;
    if (errorCode === ErrorCode.COORDINATOR_NOT_AVAILABLE) {
      await sleep(RETRY_MS);
      return this.request(fields);
    }
    if (errorCode !== ErrorCode.NONE) {
      throw new Error(`ConsumerGroupHeartbeat: error ${errorCode}, ${errorMessage}`);
    }
    this.epoch = memberEpoch;
    return assignment;
  }
}
