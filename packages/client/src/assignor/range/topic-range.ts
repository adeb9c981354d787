import { compareMembers } from '../member-order.ts';
import type { MemberSubscription } from '../partition-assignor.ts';
import { areRacksWorthwhile, rackOf } from '../rack-awareness.ts';

/** The partitions of one topic on their way to its members (`RangeAssignor.TopicAssignmentState`). */
export class TopicRange {
  readonly topic: string;
  /** Its subscribers, in the order in which they are served. */
  readonly members: readonly MemberSubscription[];
  readonly partitionCount: number;
  /** Whether some subscriber has a rack. */
  readonly hasRacks: boolean;
  /** Whether it makes a difference which member gets which partition. */
  readonly isRackAware: boolean;
  private readonly racksOfPartitions: readonly (readonly string[])[];
  /** What every member gets at least. */
  private readonly quota: number;
  /** How many members may still get one more than that. */
  private extras: number;
  private readonly assigned = new Map<string, number[]>();
  private unassigned: readonly number[];

  constructor(
    topic: string,
    subscribers: readonly MemberSubscription[],
    racksOfPartitions: readonly (readonly string[])[],
  ) {
    this.topic = topic;
    this.members = [...subscribers].sort(compareMembers);
    this.partitionCount = racksOfPartitions.length;
    this.racksOfPartitions = racksOfPartitions;
    this.quota = Math.floor(this.partitionCount / this.members.length);
    this.extras = this.partitionCount % this.members.length;
    this.unassigned = racksOfPartitions.map((_, partition) => partition);
    for (const { memberId } of this.members) this.assigned.set(memberId, []);
    const memberRacks = new Set(this.members.map(rackOf).filter((rack) => rack !== undefined));
    this.hasRacks = memberRacks.size > 0;
    this.isRackAware = areRacksWorthwhile(memberRacks, racksOfPartitions);
  }

  /** The partitions of a member so far, sorted. */
  partitionsOf({ memberId }: MemberSubscription): number[] {
    return [...this.ofMember(memberId)].sort((a, b) => a - b);
  }

  /** How many more partitions a member may get. */
  room({ memberId }: MemberSubscription): number {
    const most = this.quota + (this.extras > 0 ? 1 : 0);
    return Math.max(0, most - this.ofMember(memberId).length);
  }

  /** Whether a replica of the partition is in the rack of the member, or it has none. */
  isInRackOf(member: MemberSubscription, partition: number): boolean {
    const rack = rackOf(member);
    return rack === undefined || this.racksOfPartitions[partition]?.includes(rack) === true;
  }

  /** Gives every member in turn its share of what is left, in order; if asked, of its rack alone. */
  assign({ inRackOnly }: { readonly inRackOnly: boolean }): void {
    for (const member of this.members) {
      if (this.unassigned.length === 0) return;
      const eligible = inRackOnly
        ? this.unassigned.filter((partition) => this.isInRackOf(member, partition))
        : this.unassigned;
      this.give(member, eligible.slice(0, this.room(member)));
    }
  }

  /** Gives these partitions, which nobody has yet, to a member that has room for them. */
  give({ memberId }: MemberSubscription, partitions: readonly number[]): void {
    if (partitions.length === 0) return;
    const assigned = this.ofMember(memberId);
    assigned.push(...partitions);
    if (assigned.length > this.quota) this.extras--;
    const given = new Set(partitions);
    this.unassigned = this.unassigned.filter((partition) => !given.has(partition));
  }

  private ofMember(memberId: string): number[] {
    return this.assigned.get(memberId) ?? [];
  }
}
