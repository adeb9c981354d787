/**
 * The subscribers of a topic, sorted by how many partitions they have, with a group of those that
 * have the fewest growing from the one end and a group of those that have the most from the other:
 *
 *     sorted   | least loaded |            | most loaded | excluded |
 *                             leastEnd     mostStart     mostEnd
 *
 * Members of a group are taken in turn, and each turn changes their load by one, so the next member
 * joins when the group has come to its load (`MemberAssignmentBalancer`).
 */
export class MemberBalancer {
  private readonly loads: Int32Array;
  private sorted: Int32Array = new Int32Array(0);
  private leastEnd = 0;
  /** The load of the least loaded group. */
  private leastLoad = -1;
  private nextLeast = 0;
  private mostStart = 0;
  private mostEnd = 0;
  /** The load of the most loaded group. */
  private mostLoad = 1;
  private nextMost = -1;

  /** `loads` by member, changed by whoever acts on what the balancer says. */
  constructor(loads: Int32Array) {
    this.loads = loads;
  }

  /** Begins with other members, at least one and ascending. */
  begin(members: readonly number[]): void {
    this.sort(members);
    this.leastEnd = 0;
    this.leastLoad = this.loadAt(0) - 1;
    this.nextLeast = 0;
    this.mostStart = this.sorted.length;
    this.mostEnd = this.sorted.length;
    this.mostLoad = this.loadAt(this.sorted.length - 1) + 1;
    this.nextMost = this.sorted.length - 1;
  }

  /** By how much the loads of these members differ at most. */
  spreadOf(members: readonly number[]): number {
    let least = Infinity;
    let most = -Infinity;
    for (const member of members) {
      const load = this.loadOf(member);
      if (load < least) least = load;
      if (load > most) most = load;
    }
    return most - least;
  }

  /** Whether the groups are at most one partition apart. */
  isBalanced(): boolean {
    return this.mostLoad - this.leastLoad <= 1;
  }

  /** The member that should get the next partition. */
  nextLeastLoaded(): number {
    if (this.nextLeast >= this.leastEnd) {
      this.leastLoad++;
      while (this.leastEnd < this.sorted.length && this.loadAt(this.leastEnd) === this.leastLoad) {
        this.leastEnd++;
      }
      this.nextLeast = 0;
    }
    return this.sorted[this.nextLeast++] ?? 0;
  }

  /** The member that should lose the next partition; undefined if all were excluded. */
  nextMostLoaded(): number | undefined {
    if (this.nextMost < this.mostStart) {
      const isEmpty = this.mostEnd <= this.mostStart && this.mostStart > 0;
      this.mostLoad = isEmpty ? this.loadAt(this.mostStart - 1) : this.mostLoad - 1;
      while (this.mostStart > 0 && this.loadAt(this.mostStart - 1) === this.mostLoad) {
        this.mostStart--;
      }
      this.nextMost = this.mostEnd - 1;
    }
    if (this.nextMost < 0) return undefined;
    return this.sorted[this.nextMost--];
  }

  /** Leaves the member that `nextMostLoaded` gave last out from now on. */
  excludeMostLoaded(): void {
    const place = this.nextMost + 1;
    this.mostEnd--;
    const excluded = this.sorted[place];
    const last = this.sorted[this.mostEnd];
    if (excluded === undefined || last === undefined) return;
    this.sorted[place] = last;
    this.sorted[this.mostEnd] = excluded;
  }

  /** By load and among equals by number: as sums of both, which a typed array sorts fastest. */
  private sort(members: readonly number[]): void {
    const count = this.loads.length;
    const keys = Float64Array.from(members, (member) => this.loadOf(member) * count + member);
    this.sorted = Int32Array.from(keys.sort(), (key) => key % count);
  }

  private loadAt(place: number): number {
    const member = this.sorted[place];
    return member === undefined ? 0 : this.loadOf(member);
  }

  private loadOf(member: number): number {
    return this.loads[member] ?? 0;
  }
}
