import { randomUuid, type Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { Committer, GroupClient } from '../../client/group-client.ts';
import { errorName } from '../../client/log-reader.ts';
import type { SimulatedProcess } from '../../process/simulated-process.ts';
import type { World } from '../../world/world.ts';
import type { Membership } from './membership.ts';
import type { SharedGroup } from './shared-group.ts';

const LEAVE_EPOCH = -1;

/** A member of a group of the consumer protocol (KIP-848). */
export class ConsumerMembership implements Membership {
  assigned: readonly number[] = [];
  leaving: readonly number[] = [];
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly group: SharedGroup;
  private memberId: string;
  private epoch = 0;
  private topicId: Uuid | undefined;
  private isFullDue = true;
  private nextHeartbeatMs = 0;

  constructor(world: World, process: SimulatedProcess, group: SharedGroup) {
    this.world = world;
    this.process = process;
    this.group = group;
    process.whenKilled(() => this.vanish());
    this.memberId = randomUuid(process.random.fork(`id at ${world.time.monotonicMs()}`));
  }

  get committer(): Committer | undefined {
    const { memberId, epoch } = this;
    return epoch === 0 ? undefined : { groupId: this.group.groupId, memberId, epoch };
  }

  noteSilence(): void {
    this.isFullDue = true;
    this.nextHeartbeatMs = 0;
  }

  async attend(client: GroupClient): Promise<void> {
    const isDue = this.process.clock.monotonicMs() >= this.nextHeartbeatMs;
    if (this.epoch !== 0 && !isDue && this.leaving.length === 0) return;
    const { group, memberId, world } = this;
    const { ownership, offsets } = group;
    const released = this.leaving;
    const sentMs = world.time.monotonicMs();
    if (this.epoch === 0) {
      group.members.add(memberId);
      ownership.join(memberId, sentMs);
    }
    ownership.release(memberId, released);
    ownership.ask(memberId, sentMs);
    this.assigned = this.assigned.filter((partition) => !released.includes(partition));
    const response = await client.consumerHeartbeat(this.request(released.length > 0));
    if (response.errorCode !== ErrorCode.NONE) return this.refused(response.errorCode);
    this.leaving = [];
    this.epoch = response.memberEpoch;
    this.isFullDue = false;
    ownership.released(memberId, released, this.epoch, offsets.now());
    this.nextHeartbeatMs = this.process.clock.monotonicMs() + response.heartbeatIntervalMs;
    this.take(response, sentMs);
  }

  private request(hasReleased: boolean): ConsumerGroupHeartbeatRequest {
    const { group, memberId, epoch, topicId, assigned } = this;
    const isFull = this.isFullDue || epoch === 0;
    const { groupId } = group;
    const plain = { ...defaultConsumerGroupHeartbeatRequest, groupId, memberId };
    const owned =
      topicId === undefined || assigned.length === 0 ? [] : [{ topicId, partitions: assigned }];
    return {
      ...plain,
      memberEpoch: epoch,
      ...(isFull && {
        rebalanceTimeoutMs: group.plan.rebalanceTimeoutMs,
        subscribedTopicNames: [group.topic],
      }),
      ...((isFull || hasReleased) && { topicPartitions: owned }),
    };
  }

  private take({ assignment }: ConsumerGroupHeartbeatResponse, sentMs: number): void {
    const { group, memberId, world, epoch } = this;
    const topics = assignment?.topicPartitions ?? [];
    const told = assignment === null ? this.assigned : topics.flatMap((topic) => topic.partitions);
    this.topicId = topics[0]?.topicId ?? this.topicId;
    this.leaving = this.assigned.filter((partition) => !told.includes(partition));
    const added = told.filter((partition) => !this.assigned.includes(partition));
    this.assigned = [...this.assigned, ...added];
    if (this.leaving.length === 0) group.ownership.keep(memberId, sentMs);
    group.ownership.give({
      member: memberId,
      epoch,
      partitions: told,
      at: group.offsets.now(),
      nowMs: world.time.monotonicMs(),
    });
    // What it has now it says at once: so others learn that it has given up what it was to.
    if (added.length > 0) this.isFullDue = true;
    if (assignment !== null || added.length + this.leaving.length > 0) {
      this.process.trace.add(
        this.process.name,
        `is '${memberId}' with ${told.join(', ') || 'nothing'} in ${epoch}, ` +
          `gives up ${this.leaving.join(', ') || 'nothing'}`,
      );
    }
    if (added.length + this.leaving.length === 0) return;
    group.changesCount++;
    world.events.reach('partition given to a member', added.length);
  }

  private refused(errorCode: number): void {
    const { group, memberId, process } = this;
    process.trace.add(process.name, `is refused a heartbeat: ${errorName(errorCode)}`);
    this.isFullDue = true;
    this.nextHeartbeatMs = process.clock.monotonicMs() + 50;
    const isOut =
      errorCode === ErrorCode.UNKNOWN_MEMBER_ID || errorCode === ErrorCode.FENCED_MEMBER_EPOCH;
    if (!isOut) return;
    group.members.delete(memberId);
    group.ownership.release(memberId);
    this.assigned = [];
    this.leaving = [];
    this.epoch = 0;
    this.nextHeartbeatMs = 0;
    this.memberId = randomUuid(process.random.fork(`another id than ${memberId}`));
  }

  vanish(): void {
    this.group.members.delete(this.memberId);
  }

  async leave(client: GroupClient): Promise<void> {
    const { group, memberId, process } = this;
    group.members.delete(memberId);
    if (this.epoch === 0) return;
    group.ownership.release(memberId);
    this.epoch = 0;
    this.assigned = [];
    const { groupId } = group;
    const { errorCode } = await client.consumerHeartbeat({
      ...defaultConsumerGroupHeartbeatRequest,
      groupId,
      memberId,
      memberEpoch: LEAVE_EPOCH,
    });
    process.trace.add(process.name, `has left: ${errorName(errorCode)}`);
    if (errorCode === ErrorCode.NONE) group.ownership.leave(memberId, group.offsets.now());
  }
}
