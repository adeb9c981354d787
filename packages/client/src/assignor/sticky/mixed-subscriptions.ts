import { assert } from '@odradek/base';

import { balanceScore } from './balance-score.ts';
import { MembersByLoad } from './members-by-load.ts';
import { PartitionMovements } from './partition-movements.ts';
import type { PreviousOwners } from './previous-owners.ts';
import { NOBODY, type StickyGroup } from './sticky-group.ts';
import { supersededOwners } from './superseded-owners.ts';

/**
 * Assigns partitions to members that subscribe to different topics
 * (`AbstractStickyAssignor.GeneralAssignmentBuilder`). Returns the member of each partition.
 */
export function assignMixedSubscriptions(group: StickyGroup, previous: PreviousOwners): Int32Array {
  return new MixedSubscriptions(group, previous).assign();
}

/** First everything that is free is given away, then partitions move until the group is balanced. */
class MixedSubscriptions {
  private readonly group: StickyGroup;
  private readonly owners: Int32Array;
  private readonly loads: Int32Array;
  /** Who had a partition in an earlier generation than its last owner. */
  private readonly superseded: ReadonlyMap<number, number>;
  /** The members that subscribe to each topic. */
  private readonly subscribers: ReadonlyMap<string, readonly number[]>;
  private readonly byLoad: MembersByLoad;
  private readonly movements: PartitionMovements;
  /** Whether a member had a partition that it may not keep. */
  private isRevoked = false;

  constructor(group: StickyGroup, previous: PreviousOwners) {
    this.group = group;
    const { members, partitions } = group;
    this.subscribers = new Map(
      partitions.topics.map((topic) => [
        topic,
        members.flatMap(({ topics }, member) => (topics.has(topic) ? [member] : [])),
      ]),
    );
    this.superseded = supersededOwners(group, previous);
    this.movements = new PartitionMovements(partitions);
    this.owners = previous.owners.slice();
    this.loads = new Int32Array(members.length);
    this.keepOwned();
    this.byLoad = new MembersByLoad(
      this.loads,
      members.map(({ rank }) => rank),
    );
  }

  assign(): Int32Array {
    const all = this.byFewestSubscribers();
    const unassigned = all.filter((partition) => this.owners[partition] === NOBODY);
    const isFirst = this.loads[this.byLoad.last() ?? NOBODY] === 0;
    this.assignUnassigned(unassigned, { inRackOnly: true });
    this.assignUnassigned(unassigned, { inRackOnly: false });

    const owners = this.owners.slice();
    const score = this.score();
    const movable = (partition: number): boolean => this.subscribersOf(partition).length > 1;
    if (!this.isRevoked) this.rebalance(unassigned.filter(movable));
    const hasMoved = this.rebalance(all.filter(movable));
    // Moves that made nothing better are taken back, unless nobody had a partition before.
    return !isFirst && hasMoved && this.score() >= score ? owners : this.owners;
  }

  private keepOwned(): void {
    const { members, partitions, racks } = this.group;
    this.owners.forEach((member, partition) => {
      if (member === NOBODY) return;
      const { topic } = partitions.partitionOf(partition);
      if (members[member]?.topics.has(topic) !== true || racks.isMismatch(member, partition)) {
        this.owners[partition] = NOBODY;
        this.isRevoked = true;
      } else this.loads[member] = this.loadOf(member) + 1;
    });
  }

  /** All partitions, those with the fewest subscribers first, then by topic and partition. */
  private byFewestSubscribers(): number[] {
    const count = (topic: string): number => this.subscribers.get(topic)?.length ?? 0;
    return [...this.group.partitions.topics]
      .sort((a, b) => count(a) - count(b))
      .flatMap((topic) => this.group.partitions.numbersOf(topic));
  }

  /** Each partition goes to the subscriber with the fewest, if asked only to one in its rack. */
  private assignUnassigned(
    partitions: readonly number[],
    { inRackOnly }: { readonly inRackOnly: boolean },
  ): void {
    if (inRackOnly && !this.group.racks.isRackAware) return;
    for (const partition of partitions) {
      if (this.owners[partition] !== NOBODY) continue;
      const member = this.leastLoadedSubscriber(partition, inRackOnly);
      if (member === undefined) continue;
      this.byLoad.reorder([member], () => {
        this.owners[partition] = member;
        this.loads[member] = this.loadOf(member) + 1;
      });
    }
  }

  private leastLoadedSubscriber(partition: number, inRackOnly: boolean): number | undefined {
    const { members, partitions, racks } = this.group;
    const { topic } = partitions.partitionOf(partition);
    for (const member of this.byLoad) {
      if (members[member]?.topics.has(topic) !== true) continue;
      if (!inRackOnly || !racks.isMismatch(member, partition)) return member;
    }
    return undefined;
  }

  /**
   * Moves partitions from members with more to members with fewer, round after round, until the group
   * is balanced or nothing moves. Returns whether something has moved.
   */
  private rebalance(partitions: readonly number[]): boolean {
    let hasMoved = false;
    for (let isOver = false; !isOver;) {
      isOver = true;
      let isBalanced = this.isBalanced();
      for (const partition of partitions) {
        if (isBalanced) break;
        const destination = this.betterOwner(partition);
        if (destination === undefined) continue;
        this.reassign(partition, destination);
        hasMoved = true;
        isOver = false;
        isBalanced = this.isBalanced();
      }
    }
    return hasMoved;
  }

  /** Whether no member could get a partition from one that has two more than it. */
  private isBalanced(): boolean {
    const mostOfOwners = new Map<string, number>();
    this.owners.forEach((owner, partition) => {
      const { topic } = this.group.partitions.partitionOf(partition);
      const load = this.loadOf(owner);
      if (load > (mostOfOwners.get(topic) ?? -1)) mostOfOwners.set(topic, load);
    });
    for (const [topic, most] of mostOfOwners) {
      const members = this.subscribers.get(topic) ?? [];
      if (members.some((member) => this.loadOf(member) + 1 < most)) return false;
    }
    return true;
  }

  /**
   * Who should have the partition instead of its owner: whoever had it an earlier time, or whoever has
   * the fewest partitions. Racks do not count here, as they do not in Kafka: its search for a member in
   * the same rack ends with the same choice.
   */
  private betterOwner(partition: number): number | undefined {
    const owner = this.ownerOf(partition);
    const hasTooMany = (member: number): boolean => this.loadOf(owner) > this.loadOf(member) + 1;
    const superseded = this.superseded.get(partition);
    if (superseded !== undefined && hasTooMany(superseded)) return superseded;

    if (!this.subscribersOf(partition).some(hasTooMany)) return undefined;
    return this.leastLoadedSubscriber(partition, false);
  }

  /** Moves the partition, or another one of its topic that came from there, to `destination`. */
  private reassign(partition: number, destination: number): void {
    const source = this.ownerOf(partition);
    const moved = this.movements.partitionToMove(partition, { source, destination });
    const from = this.ownerOf(moved);
    this.movements.move(moved, { source: from, destination });
    this.byLoad.reorder([from, destination], () => {
      this.owners[moved] = destination;
      this.loads[from] = this.loadOf(from) - 1;
      this.loads[destination] = this.loadOf(destination) + 1;
    });
  }

  /** Members whose topics nobody else subscribes to have all of them anyway and do not count. */
  private score(): number {
    const isShared = (topic: string): boolean => (this.subscribers.get(topic)?.length ?? 0) > 1;
    return balanceScore(
      this.group.members.flatMap(({ topics }, member) =>
        [...topics].some(isShared) ? [this.loadOf(member)] : [],
      ),
    );
  }

  private subscribersOf(partition: number): readonly number[] {
    return this.subscribers.get(this.group.partitions.partitionOf(partition).topic) ?? [];
  }

  private ownerOf(partition: number): number {
    const owner = this.owners[partition];
    assert(owner !== undefined && owner !== NOBODY, 'a partition with subscribers has an owner');
    return owner;
  }

  private loadOf(member: number): number {
    return this.loads[member] ?? 0;
  }
}
