import { areRacksWorthwhile, rackOf } from '../rack-awareness.ts';
import type { PartitionNumbers } from './partition-numbers.ts';
import type { StickyMember } from './sticky-member.ts';

/** Racks of members and partitions (KIP-881, `AbstractStickyAssignor.RackInfo`). */
export class RackInfo {
  /** Whether it makes a difference which member gets which partition. */
  readonly isRackAware: boolean;
  private readonly memberRacks: readonly (string | undefined)[];
  private readonly partitions: PartitionNumbers;
  /** How many members are in the racks of each partition; undefined if no member has a rack. */
  private readonly memberCounts: readonly number[] | undefined;

  constructor(members: readonly StickyMember[], partitions: PartitionNumbers) {
    this.partitions = partitions;
    this.memberRacks = members.map(({ subscription }) => rackOf(subscription));
    const membersInRack = new Map<string, number>();
    for (const rack of this.memberRacks) {
      if (rack !== undefined) membersInRack.set(rack, (membersInRack.get(rack) ?? 0) + 1);
    }
    const racks = Array.from({ length: partitions.count }, (_, number) =>
      partitions.racksOf(number),
    );
    const hasMemberRacks = membersInRack.size > 0;
    this.isRackAware = hasMemberRacks && areRacksWorthwhile(new Set(membersInRack.keys()), racks);
    this.memberCounts = hasMemberRacks ? racks.map(countMembers) : undefined;

    function countMembers(racksOfPartition: readonly string[]): number {
      let count = 0;
      for (const rack of new Set(racksOfPartition)) count += membersInRack.get(rack) ?? 0;
      return count;
    }
  }

  /** Whether the member has a rack and no replica of the partition is in it. */
  isMismatch(member: number, partition: number): boolean {
    return this.hasRack(member) && !this.isInRackOf(member, partition);
  }

  /** Whether the member has a rack, and a replica of the partition is in it. */
  isInRackOf(member: number, partition: number): boolean {
    if (!this.isRackAware) return false;
    const rack = this.memberRacks[member];
    return rack !== undefined && this.partitions.racksOf(partition).includes(rack);
  }

  /** First the partitions that the fewest members have in their racks, otherwise as they come. */
  byFewestMembers(partitions: readonly number[]): number[] {
    const counts = this.memberCounts;
    if (counts === undefined) return [...partitions];
    return [...partitions].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  }

  /**
   * The place in `members` of the first one, from `start` on and around, that has the partition in
   * its rack; -1 if none has.
   */
  nextInRack(partition: number, members: readonly number[], start: number): number {
    for (let step = 0; step < members.length; step++) {
      const at = (start + step) % members.length;
      const member = members[at];
      if (member !== undefined && this.isInRackOf(member, partition)) return at;
    }
    return -1;
  }

  private hasRack(member: number): boolean {
    return this.isRackAware && this.memberRacks[member] !== undefined;
  }
}
