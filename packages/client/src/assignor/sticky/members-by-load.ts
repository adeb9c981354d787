/**
 * The members of a group, those with the fewest partitions first and by member id among equals. A
 * member is taken out while its load changes.
 */
export class MembersByLoad implements Iterable<number> {
  private readonly compare: (a: number, b: number) => number;
  private readonly sorted: number[];

  /** `loads` and `ranks` by member; `loads` is read whenever members are compared. */
  constructor(loads: Int32Array, ranks: readonly number[]) {
    this.compare = (a, b) => (loads[a] ?? 0) - (loads[b] ?? 0) || (ranks[a] ?? 0) - (ranks[b] ?? 0);
    this.sorted = ranks.map((_, member) => member).sort(this.compare);
  }

  [Symbol.iterator](): IterableIterator<number> {
    return this.sorted[Symbol.iterator]();
  }

  /** The member with the most partitions. */
  last(): number | undefined {
    return this.sorted.at(-1);
  }

  /** Runs `change`, which changes loads of these members alone, and puts them where they belong. */
  reorder(members: readonly number[], change: () => void): void {
    for (const member of members) this.sorted.splice(this.placeOf(member), 1);
    change();
    for (const member of members) this.sorted.splice(this.placeOf(member), 0, member);
  }

  /** Where the member is, or would be: how many come before it. */
  private placeOf(member: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.sorted[middle];
      if (other !== undefined && this.compare(other, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
