import { ByteReader, ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultConsumerProtocolAssignment,
  defaultConsumerProtocolSubscription,
  readConsumerProtocolAssignment,
  writeConsumerProtocolAssignment,
  writeConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';

import type { Committer, GroupClient } from '../../client/group-client.ts';
import { errorName } from '../../client/log-reader.ts';
import type { SimulatedProcess } from '../../process/simulated-process.ts';
import type { World } from '../../world/world.ts';
import type { Membership } from './membership.ts';
import { paceOf } from './pace.ts';
import type { SharedGroup } from './shared-group.ts';

const PROTOCOL_TYPE = 'consumer';
const PROTOCOL_NAME = 'in-turn';
const VERSION = 0;

/** A member of a classic group, which gives up all that it has before it joins again. */
export class ClassicMembership implements Membership {
  assigned: readonly number[] = [];
  readonly leaving: readonly number[] = [];
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly group: SharedGroup;
  private readonly instanceId: string | undefined;
  private memberId = '';
  private generation: number | undefined;
  private isLeader = false;
  private knownPartitions = 0;
  private nextHeartbeatMs = 0;

  constructor(world: World, process: SimulatedProcess, group: SharedGroup, instanceId?: string) {
    this.world = world;
    this.process = process;
    this.group = group;
    process.whenKilled(() => this.vanish());
    this.instanceId = instanceId;
  }

  get committer(): Committer | undefined {
    const { memberId, generation, instanceId } = this;
    const { groupId } = this.group;
    return generation === undefined
      ? undefined
      : { groupId, memberId, epoch: generation, instanceId };
  }

  noteSilence(): void {}

  async attend(client: GroupClient): Promise<void> {
    const mustRejoin = this.isLeader && this.knownPartitions < this.group.partitionsCount;
    if (mustRejoin) this.giveUp();
    if (this.generation === undefined) await this.join(client);
    else if (this.process.clock.monotonicMs() >= this.nextHeartbeatMs) await this.heartbeat(client);
  }

  private giveUp(): void {
    this.generation = undefined;
    this.assigned = [];
    this.group.ownership.release(this.memberId);
  }

  private async join(client: GroupClient): Promise<void> {
    const { group, world } = this;
    const { groupId, plan, partitionsCount } = group;
    const life = world.servingsCount;
    const { sessionTimeoutMs, rebalanceTimeoutMs, initialRebalanceDelayMs } = plan;
    const waitMs = rebalanceTimeoutMs + initialRebalanceDelayMs;
    this.giveUp();
    if (this.memberId === '' && this.instanceId !== undefined) {
      group.ownership.joinAs(this.instanceId);
    }
    const joined = await client.join(
      {
        groupId,
        sessionTimeoutMs,
        rebalanceTimeoutMs,
        memberId: this.memberId,
        groupInstanceId: this.instanceId ?? null,
        protocolType: PROTOCOL_TYPE,
        protocols: [{ name: PROTOCOL_NAME, metadata: subscriptionTo(this.group.topic) }],
        reason: null,
      },
      waitMs,
    );
    if (joined.errorCode !== ErrorCode.NONE) return this.refused('to join', joined);
    group.loadedIn = Math.max(group.loadedIn, life);
    this.enter(joined.memberId);
    // A static leader that comes back gets the assignment of before, and looks at the topic after that.
    this.knownPartitions = joined.skipAssignment ? 0 : partitionsCount;
    await this.sync(client, joined);
  }

  private enter(memberId: string): void {
    const { world, group, instanceId } = this;
    if (this.memberId !== '' && this.memberId !== memberId) group.members.delete(this.memberId);
    this.memberId = memberId;
    group.members.add(memberId);
    group.ownership.join(memberId, world.time.monotonicMs(), instanceId);
  }

  private refused(what: string, answer: { readonly errorCode: number; memberId?: string }): void {
    const { errorCode } = answer;
    this.process.trace.add(this.process.name, `is refused ${what}: ${errorName(errorCode)}`);
    if (errorCode === ErrorCode.MEMBER_ID_REQUIRED) this.memberId = answer.memberId ?? '';
    if (errorCode === ErrorCode.UNKNOWN_MEMBER_ID || errorCode === ErrorCode.FENCED_INSTANCE_ID) {
      this.group.members.delete(this.memberId);
      this.giveUp();
      this.memberId = '';
    }
    if (
      errorCode === ErrorCode.ILLEGAL_GENERATION ||
      errorCode === ErrorCode.REBALANCE_IN_PROGRESS
    ) {
      this.giveUp();
    }
  }

  private async sync(client: GroupClient, joined: JoinGroupResponse): Promise<void> {
    const { group, world, memberId } = this;
    const { generationId, leader, members } = joined;
    this.isLeader = leader === memberId;
    const sentMs = world.time.monotonicMs();
    const synced = await client.sync(
      {
        groupId: group.groupId,
        generationId,
        memberId,
        groupInstanceId: this.instanceId ?? null,
        protocolType: PROTOCOL_TYPE,
        protocolName: PROTOCOL_NAME,
        assignments: this.isLeader ? this.assign(members.map((member) => member.memberId)) : [],
      },
      group.plan.rebalanceTimeoutMs,
    );
    if (synced.errorCode !== ErrorCode.NONE) return this.refused('to sync', synced);
    this.generation = generationId;
    this.assigned = partitionsIn(synced.assignment);
    group.changesCount++;
    this.noteHeartbeat();
    group.ownership.keep(memberId, sentMs);
    group.ownership.give({
      member: memberId,
      epoch: generationId,
      partitions: this.assigned,
      at: group.offsets.now(),
      nowMs: world.time.monotonicMs(),
    });
    this.process.trace.add(
      this.process.name,
      `is '${memberId}' with ${this.assigned.join(', ')} in ${generationId}`,
    );
    world.events.reach('partition given to a member', this.assigned.length);
  }

  /** In turn, by their ids. */
  private assign(
    memberIds: readonly string[],
  ): readonly { readonly memberId: string; readonly assignment: Buffer }[] {
    const { topic } = this.group;
    const sorted = [...memberIds].sort();
    return sorted.map((memberId, turn) => ({
      memberId,
      assignment: assignmentOf(
        topic,
        Array.from({ length: this.knownPartitions }, (_, partition) => partition).filter(
          (partition) => partition % sorted.length === turn,
        ),
      ),
    }));
  }

  private noteHeartbeat(): void {
    const { heartbeatIntervalMs } = paceOf(this.group.plan);
    this.nextHeartbeatMs = this.process.clock.monotonicMs() + heartbeatIntervalMs;
  }

  private async heartbeat(client: GroupClient): Promise<void> {
    const { memberId, generation, group, world } = this;
    if (generation === undefined) return;
    const sentMs = world.time.monotonicMs();
    const life = world.servingsCount;
    group.ownership.ask(memberId, sentMs);
    const errorCode = await client.heartbeat({
      groupId: group.groupId,
      generationId: generation,
      memberId,
      groupInstanceId: this.instanceId ?? null,
    });
    this.noteHeartbeat();
    if (errorCode !== ErrorCode.NONE) this.refused('a heartbeat', { errorCode });
    else if (this.isBelieved(life)) group.ownership.keep(memberId, sentMs);
  }

  /**
   * A coordinator that loads a group says that all is well to members that it does not know yet. It
   * also loads again when its disk has failed.
   */
  private isBelieved(life: number): boolean {
    const { group, world } = this;
    const hasBadDisk = world.plan.outages.some(({ diskFaults }) => diskFaults.length > 0);
    return group.loadedIn === life && !hasBadDisk;
  }

  vanish(): void {
    this.group.members.delete(this.memberId);
  }

  async leave(client: GroupClient): Promise<void> {
    const { memberId, group } = this;
    group.members.delete(memberId);
    if (memberId === '') return;
    this.giveUp();
    const errorCode = await client.leave(group.groupId, memberId);
    this.process.trace.add(this.process.name, `has left: ${errorName(errorCode)}`);
    if (errorCode === ErrorCode.NONE) group.ownership.leave(memberId, group.offsets.now());
  }
}

function subscriptionTo(topic: string): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(VERSION);
  const subscription = { ...defaultConsumerProtocolSubscription, topics: [topic] };
  writeConsumerProtocolSubscription(writer, subscription, VERSION);
  return writer.toBuffer();
}

function assignmentOf(topic: string, partitions: readonly number[]): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(VERSION);
  const assignment = {
    ...defaultConsumerProtocolAssignment,
    assignedPartitions: [{ topic, partitions }],
  };
  writeConsumerProtocolAssignment(writer, assignment, VERSION);
  return writer.toBuffer();
}

/** Nothing, if the leader did not know this member. */
function partitionsIn(bytes: Buffer): readonly number[] {
  if (bytes.byteLength === 0) return [];
  const reader = new ByteReader(bytes);
  reader.readInt16();
  const { assignedPartitions } = readConsumerProtocolAssignment(reader, VERSION);
  return assignedPartitions.flatMap(({ partitions }) => partitions);
}
