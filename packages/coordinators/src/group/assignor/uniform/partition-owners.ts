import { javaHashOrder, type Uuid } from '@odradek/base';

import type {
  GroupAssignment,
  GroupSpec,
  MemberAssignment,
  MemberSpec,
  TopicDescriber,
} from '../partition-assignor.ts';
import { sameAssignment } from '../same-assignment.ts';
import { partitionCountOf } from '../subscribed-topic.ts';

/** Owner of a partition that nobody has. */
export const NOBODY = -1;

/** A topic with the owners of its partitions. */
export interface OwnedTopic {
  readonly topicId: Uuid;
  /** The members that subscribe to it, ascending. */
  readonly subscribers: readonly number[];
  /** The member that has each partition, or `NOBODY`. */
  readonly owners: Int32Array;
}

/**
 * Who has which partition while a group is assigned. Members are numbers in it, in the order in which
 * Kafka, who keeps them in a `HashMap`, meets them: what a group with different subscriptions ends up
 * with depends on it.
 */
export class PartitionOwners {
  readonly topics: readonly OwnedTopic[];
  /** How many partitions each member has. */
  readonly loads: Int32Array;
  private readonly memberIds: readonly string[];
  private readonly members: ReadonlyMap<string, MemberSpec>;

  /** Begins with what members have, as far as they subscribe to it and it exists. */
  constructor({ members, subscriptionType }: GroupSpec, topics: TopicDescriber) {
    this.members = members;
    this.memberIds = javaHashOrder([...members.keys()]);
    this.loads = new Int32Array(this.memberIds.length);
    const subscribers =
      subscriptionType === 'homogeneous' ? this.equalSubscribers() : this.mixedSubscribers();
    const byId = new Map(
      [...subscribers].map(([topicId, list]): [Uuid, OwnedTopic] => {
        const owners = new Int32Array(partitionCountOf(topicId, topics)).fill(NOBODY);
        return [topicId, { topicId, subscribers: list, owners }];
      }),
    );
    this.topics = [...byId.values()];
    this.memberIds.forEach((memberId, member) => this.keep(member, this.specOf(memberId), byId));
  }

  get memberCount(): number {
    return this.memberIds.length;
  }

  /** Gives a partition to a member, whoever has it now. */
  give({ owners }: OwnedTopic, partition: number, member: number): void {
    const owner = owners[partition] ?? NOBODY;
    if (owner !== NOBODY) this.loads[owner] = this.loadOf(owner) - 1;
    owners[partition] = member;
    if (member !== NOBODY) this.loads[member] = this.loadOf(member) + 1;
  }

  /** How many partitions a member has. */
  loadOf(member: number): number {
    return this.loads[member] ?? 0;
  }

  /** The assignment of every member. */
  toAssignment(): GroupAssignment {
    const assignments = this.memberIds.map(() => new Map<Uuid, number[]>());
    for (const { topicId, owners } of this.topics) {
      owners.forEach((member, partition) => {
        const assignment = assignments[member];
        if (assignment === undefined) return;
        const partitions = assignment.get(topicId);
        if (partitions === undefined) assignment.set(topicId, [partition]);
        else partitions.push(partition);
      });
    }
    return new Map(
      this.memberIds.map((memberId, member): [string, MemberAssignment] => {
        const before = this.specOf(memberId)?.assignment;
        const now = assignments[member] ?? new Map<Uuid, number[]>();
        return [memberId, before !== undefined && sameAssignment(before, now) ? before : now];
      }),
    );
  }

  private keep(
    member: number,
    spec: MemberSpec | undefined,
    topics: ReadonlyMap<Uuid, OwnedTopic>,
  ): void {
    for (const [topicId, partitions] of spec?.assignment ?? []) {
      const topic = topics.get(topicId);
      if (topic === undefined || spec?.subscribedTopicIds.has(topicId) !== true) continue;
      for (const partition of partitions) {
        if (topic.owners[partition] === NOBODY) this.give(topic, partition, member);
      }
    }
  }

  private equalSubscribers(): ReadonlyMap<Uuid, readonly number[]> {
    const everybody = this.memberIds.map((_, member) => member);
    const topicIds = this.specOf(this.memberIds[0] ?? '')?.subscribedTopicIds ?? [];
    return new Map([...topicIds].map((topicId) => [topicId, everybody]));
  }

  private mixedSubscribers(): ReadonlyMap<Uuid, readonly number[]> {
    const subscribers = new Map<Uuid, number[]>();
    this.memberIds.forEach((memberId, member) => {
      for (const topicId of this.specOf(memberId)?.subscribedTopicIds ?? []) {
        const known = subscribers.get(topicId);
        if (known === undefined) subscribers.set(topicId, [member]);
        else known.push(member);
      }
    });
    return subscribers;
  }

  private specOf(memberId: string): MemberSpec | undefined {
    return this.members.get(memberId);
  }
}
