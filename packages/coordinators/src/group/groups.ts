import type { Group } from './group.ts';

/** The groups of a shard, by id. */
export class Groups {
  private readonly byId = new Map<string, Group>();

  /** How many there are. */
  get size(): number {
    return this.byId.size;
  }

  get(groupId: string): Group | undefined {
    return this.byId.get(groupId);
  }

  /** Puts a group in the place of the one with its id. */
  set(group: Group): void {
    this.byId.set(group.groupId, group);
  }

  delete(groupId: string): void {
    this.byId.delete(groupId);
  }

  /** All, in the order in which they came; a live view. */
  all(): Iterable<Group> {
    return this.byId.values();
  }
}
