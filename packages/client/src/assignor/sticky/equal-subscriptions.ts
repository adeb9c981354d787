import { assert } from '@odradek/base';

import type { PreviousOwners } from './previous-owners.ts';
import { NOBODY, type StickyGroup } from './sticky-group.ts';

/** What `assignEqualSubscriptions` decides. */
export interface EqualAssignment {
  /** The member that has each partition now. */
  readonly owners: Int32Array;
  /** Partitions that came from another member. */
  readonly transferring: ReadonlySet<number>;
}

/**
 * Assigns partitions to members that all subscribe to the same topics
 * (`AbstractStickyAssignor.ConstrainedAssignmentBuilder`).
 */
export function assignEqualSubscriptions(
  group: StickyGroup,
  previous: PreviousOwners,
): EqualAssignment {
  return new EqualSubscriptions(group, previous).assign();
}

/** Every member gets `quota` partitions, `extras` of them get one more. */
class EqualSubscriptions {
  private readonly group: StickyGroup;
  private readonly previous: PreviousOwners;
  private readonly quota: number;
  private readonly quotaMax: number;
  private readonly extras: number;
  /** How many members have one more than the quota. */
  private extrasGiven = 0;
  private readonly owners: Int32Array;
  private readonly loads: Int32Array;
  /** Whom a partition was taken from. */
  private readonly revokedFrom = new Map<number, number>();
  private readonly transferring = new Set<number>();
  /** Members with fewer partitions than the quota, by member id. */
  private belowQuota: number[] = [];
  /** Members that have the quota and may get one more, the next first. */
  private atQuota: number[] = [];

  constructor(group: StickyGroup, previous: PreviousOwners) {
    this.group = group;
    this.previous = previous;
    const { count } = group.partitions;
    const memberCount = group.members.length;
    this.quota = Math.floor(count / memberCount);
    this.extras = count % memberCount;
    this.quotaMax = this.extras === 0 ? this.quota : this.quota + 1;
    this.owners = new Int32Array(count).fill(NOBODY);
    this.loads = new Int32Array(memberCount);
  }

  assign(): EqualAssignment {
    this.keepOwned();
    this.belowQuota = this.byMemberId(this.belowQuota);
    this.atQuota = this.byMemberId(this.atQuota);
    const unassigned = this.group.racks.byFewestMembers(this.unassigned());
    this.assignInRacks(unassigned);
    this.assignInTurn(unassigned.filter((partition) => this.owners[partition] === NOBODY));
    return { owners: this.owners, transferring: this.transferring };
  }

  /** Every member keeps what it had, as far as its share goes. */
  private keepOwned(): void {
    this.ownedByMember().forEach((owned, member) => {
      if (owned.length < this.quota) {
        this.keep(member, owned, owned.length);
        this.belowQuota.push(member);
      } else if (owned.length >= this.quotaMax && this.extrasGiven < this.extras) {
        this.extrasGiven++;
        if (this.extrasGiven === this.extras) this.atQuota = [];
        this.keep(member, owned, this.quotaMax);
      } else {
        this.keep(member, owned, this.quota);
        if (this.extrasGiven < this.extras) this.atQuota.push(member);
      }
    });
  }

  /** What each member had and may keep, by partition, then topic. */
  private ownedByMember(): number[][] {
    const { members, partitions, racks } = this.group;
    const owned = members.map((): number[] => []);
    this.previous.owners.forEach((member, partition) => {
      if (member === NOBODY) return;
      const isMismatch = racks.isMismatch(member, partition);
      if (isMismatch) this.revokedFrom.set(partition, member);
      if (!isMismatch && !this.previous.contested.has(partition)) owned[member]?.push(partition);
    });
    const numberInTopic = (partition: number): number =>
      partitions.partitionOf(partition).partition;
    // Partitions are numbered by topic, so a stable sort keeps topics in order.
    for (const list of owned) list.sort((a, b) => numberInTopic(a) - numberInTopic(b));
    return owned;
  }

  private keep(member: number, owned: readonly number[], count: number): void {
    for (const partition of owned.slice(0, count)) this.owners[partition] = member;
    for (const partition of owned.slice(count)) this.revokedFrom.set(partition, member);
    this.loads[member] = count;
  }

  private byMemberId(members: readonly number[]): number[] {
    const rank = (member: number): number => this.group.members[member]?.rank ?? 0;
    return [...members].sort((a, b) => rank(a) - rank(b));
  }

  /** Partitions that nobody kept, by topic and partition. */
  private unassigned(): number[] {
    const numbers: number[] = [];
    this.owners.forEach((member, partition) => {
      if (member === NOBODY) numbers.push(partition);
    });
    return numbers;
  }

  /** Gives partitions to members in their racks, those below the quota in turn, then those at it. */
  private assignInRacks(unassigned: readonly number[]): void {
    const { racks } = this.group;
    if (!racks.isRackAware) return;
    let next = 0;
    for (const partition of unassigned) {
      const below = racks.nextInRack(partition, this.belowQuota, next);
      if (below >= 0) {
        next = this.giveBelowQuota(partition, below);
        continue;
      }
      const at = racks.nextInRack(partition, this.atQuota, 0);
      if (at >= 0) this.giveAtQuota(partition, at);
    }
  }

  /** Returns the place of the member to look at next. */
  private giveBelowQuota(partition: number, place: number): number {
    const member = this.belowQuota[place] ?? NOBODY;
    const load = this.give(partition, member);
    let next = place + 1;
    if (load >= this.quota) {
      this.belowQuota.splice(place, 1);
      if (load < this.quotaMax && this.extrasGiven < this.extras) this.atQuota.push(member);
      next = place;
    }
    return this.belowQuota.length === 0 ? 0 : next % this.belowQuota.length;
  }

  private giveAtQuota(partition: number, place: number): void {
    const load = this.give(partition, this.atQuota[place] ?? NOBODY);
    if (load !== this.quotaMax) return;
    this.atQuota.splice(place, 1);
    this.extrasGiven++;
    if (this.extrasGiven === this.extras) this.atQuota = [];
  }

  /** Gives partitions to members below the quota in turn, then one each to those at it. */
  private assignInTurn(unassigned: readonly number[]): void {
    let next = 0;
    for (const partition of unassigned) {
      if (next >= this.belowQuota.length) next = 0;
      const below = this.belowQuota[next];
      const member = below ?? this.atQuota.shift();
      assert(member !== undefined, 'a partition that is left has a member with room for it');
      const load = this.give(partition, member);
      if (below === undefined) continue;
      if (load === this.quota) {
        this.belowQuota.splice(next, 1);
        this.atQuota.push(member);
      } else next++;
    }
  }

  /** Returns how many partitions the member has now. */
  private give(partition: number, member: number): number {
    this.owners[partition] = member;
    const from = this.revokedFrom.get(partition);
    const isTaken = from !== undefined && from !== member;
    if (isTaken || this.previous.contested.has(partition)) this.transferring.add(partition);
    const load = (this.loads[member] ?? 0) + 1;
    this.loads[member] = load;
    return load;
  }
}
