import { KafkaError, type Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { type Committer, GroupClient } from '../../client/group-client.ts';
import { fetchedBatches, fetchFrom } from '../../client/log-reader.ts';
import { RawClient } from '../../client/raw-client.ts';
import type { SimulatedProcess } from '../../process/simulated-process.ts';
import { pick } from '../../swarm/pick.ts';
import { coordinatorFound } from '../../undertakings/offsets-topic.ts';
import type { World } from '../../world/world.ts';
import type { ClientProgram } from '../client-machine.ts';
import { NotedOffsets } from '../noted-offsets.ts';
import { ClassicMembership } from './classic-membership.ts';
import { ConsumerMembership } from './consumer-membership.ts';
import type { Membership } from './membership.ts';
import { paceOf } from './pace.ts';
import type { SharedGroup } from './shared-group.ts';

const REQUEST_MS = 2_000;
const BACKOFF_MS = 50;
const PAUSE_MS_MAX = 30;
const AWAY_MS_MAX = 1_000;
const FETCH_LIMITS = { maxWaitMs: 0, minBytes: 0, timeoutMs: REQUEST_MS };
/** What a member is told that commits when its group has gone on without it. */
const PUT_OUT: ReadonlySet<number> = new Set([
  ErrorCode.UNKNOWN_MEMBER_ID,
  ErrorCode.ILLEGAL_GENERATION,
  ErrorCode.STALE_MEMBER_EPOCH,
  ErrorCode.FENCED_INSTANCE_ID,
]);

/** A program that is a member of a group, leaves it and joins it again, until all is read. */
export function memberProgram(world: World, group: SharedGroup, index: number): ClientProgram {
  return async (process) => {
    const random = process.random.fork('membership');
    while (!group.isOver) {
      const member = new GroupMember(world, process, group, index);
      await member.stay(random.below(group.plan.stayMsMax));
      await member.end(random.chance(0.6));
      await process.sleep(random.below(AWAY_MS_MAX));
    }
  };
}

/** One time that a process is a member: it reads what it is given, and commits some of it. */
class GroupMember {
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly group: SharedGroup;
  private readonly membership: Membership;
  private readonly noted: NotedOffsets;
  private readonly random: SimulatedProcess['random'];
  private readonly positions = new Map<number, Offset>();
  /** How far it had come in what it has given up. */
  private readonly formerPositions = new Map<number, Offset>();
  private raw: RawClient | undefined;
  private client: GroupClient | undefined;
  /** Who it was in an epoch before. */
  private former: Committer | undefined;

  constructor(world: World, process: SimulatedProcess, group: SharedGroup, index: number) {
    this.world = world;
    this.process = process;
    this.group = group;
    this.random = process.random.fork(`member at ${world.time.monotonicMs()}`);
    this.noted = new NotedOffsets(process, group.offsets);
    const instanceId = group.plan.areStatic ? `${group.groupId}-${index}` : undefined;
    this.membership =
      group.protocol === 'classic'
        ? new ClassicMembership(world, process, group, instanceId)
        : new ConsumerMembership(world, process, group);
  }

  /** Takes part for some time, or until all is read once the world is healed. */
  async stay(ms: number): Promise<void> {
    const { world, process, group, random } = this;
    const untilMs = process.clock.monotonicMs() + ms;
    while (!group.isOver && (world.isHealed || process.clock.monotonicMs() < untilMs)) {
      try {
        const client = await this.connected();
        const isBusy = await this.takeTurn(client);
        const restMsMax = world.isHealed && !isBusy ? paceOf(group.plan).restMsMax : PAUSE_MS_MAX;
        await process.sleep(random.below(restMsMax));
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        this.membership.noteSilence();
        await process.sleep(BACKOFF_MS);
      }
    }
  }

  private async connected(): Promise<GroupClient> {
    if (this.client?.isOpen === true) return this.client;
    const { process, world } = this;
    this.raw = await RawClient.connect(process, world.endpoint, REQUEST_MS);
    const client = new GroupClient(this.raw, REQUEST_MS);
    this.client = client;
    await coordinatorFound(process, client, this.group.groupId);
    return client;
  }

  /** Answers whether there was something to read. */
  private async takeTurn(client: GroupClient): Promise<boolean> {
    const { membership, random, world } = this;
    const { committer } = membership;
    await membership.attend(client);
    if (committer?.epoch !== membership.committer?.epoch) this.former = committer ?? this.former;
    for (const partition of membership.leaving) await this.commit(client, partition);
    const kept = membership.assigned.filter((index) => !membership.leaving.includes(index));
    for (const [partition, offset] of this.positions) {
      if (kept.includes(partition)) continue;
      this.positions.delete(partition);
      this.formerPositions.set(partition, offset);
    }
    let isBusy = false;
    for (const partition of kept) isBusy = (await this.read(client, partition)) || isBusy;
    if (world.isHealed) return isBusy;
    if (random.chance(0.01)) await this.standStill(client);
    if (random.chance(0.02)) await this.commitAsBefore(client);
    return isBusy;
  }

  /** Longer than its group waits for it; then it commits before it has heard anything. */
  private async standStill(client: GroupClient): Promise<void> {
    const { sessionTimeoutMs } = this.group.plan;
    await this.process.sleep(sessionTimeoutMs + this.random.below(sessionTimeoutMs));
    for (const partition of this.positions.keys()) await this.commit(client, partition);
  }

  private async commitAsBefore(client: GroupClient): Promise<void> {
    const { former, random, formerPositions } = this;
    if (former === undefined || formerPositions.size === 0) return;
    await this.commitAs(former, client, pick(random, [...formerPositions.keys()]));
  }

  private async commit(client: GroupClient, partition: number): Promise<void> {
    const { committer } = this.membership;
    if (committer !== undefined) await this.commitAs(committer, client, partition);
  }

  private async commitAs(
    committer: Committer,
    client: GroupClient,
    partition: number,
  ): Promise<void> {
    const { group, noted, world } = this;
    const offset = this.positions.get(partition) ?? this.formerPositions.get(partition);
    if (offset === undefined) return;
    const { topic, ownership } = group;
    const { memberId: member, epoch } = committer;
    const { at, errorCode } = await noted.commit(client, committer, { topic, partition, offset });
    if (errorCode === ErrorCode.NONE) ownership.accept({ member, epoch, partition, at });
    if (PUT_OUT.has(errorCode)) world.events.reach('commit of a member that was put out refused');
  }

  /** Reads on in a partition. Answers whether there was something. */
  private async read(client: GroupClient, partition: number): Promise<boolean> {
    const { group, process, random, raw } = this;
    const topicPartition = { topic: group.topic, partition };
    let offset = this.positions.get(partition);
    if (offset === undefined) {
      const committed = await this.noted.fetch(client, group.groupId, topicPartition);
      if (committed === undefined) return false;
      offset = Math.max(0, committed);
      this.positions.set(partition, offset);
      group.deliveries.begin(process.name, partition, offset);
    }
    if (raw === undefined) return false;
    const partitionMaxBytes = pick(random, [1, 500, 100_000]);
    const position = { topicPartition, offset };
    const data = await fetchFrom(raw, position, { ...FETCH_LIMITS, partitionMaxBytes });
    if (data.errorCode !== ErrorCode.NONE) return false;
    let next = offset;
    for (const { records } of fetchedBatches(process.name, position, data.records)) {
      for (const record of records) {
        if (record.offset < next) continue;
        this.world.history.see(process.name, topicPartition, record);
        this.deliver(partition, record.offset);
        next = record.offset + 1;
      }
    }
    this.positions.set(partition, next);
    if (random.chance(group.plan.commitProbability) && next > offset) {
      await this.commit(client, partition);
    }
    return next > offset;
  }

  private deliver(partition: number, offset: Offset): void {
    const { group, process, world } = this;
    const isNew = group.deliveries.deliver(process.name, partition, offset);
    world.events.reach(isNew ? 'record delivered to a group' : 'record delivered to a group again');
  }

  /** Leaves, or goes without a word. */
  async end(leaves: boolean): Promise<void> {
    const { process } = this;
    try {
      if (leaves && this.client?.isOpen === true) await this.membership.leave(this.client);
      else this.membership.vanish();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      process.trace.add(process.name, `does not know whether it has left: ${error.message}`);
    }
    this.client?.close();
  }
}
