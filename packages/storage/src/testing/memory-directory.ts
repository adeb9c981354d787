import type { DiskFaults } from './disk-faults.ts';
import type { MemoryFile } from './memory-file.ts';

/** What stands under a name. */
export type MemoryNode = MemoryFile | MemoryDirectory;

type Names = Map<string, MemoryNode>;

/** What was done to the names of a directory since it was last synced. */
type NameChange =
  | { readonly type: 'link'; readonly name: string; readonly node: MemoryNode }
  | { readonly type: 'unlink'; readonly name: string }
  | {
      readonly type: 'rename';
      readonly source: string;
      readonly target: string;
      readonly node: MemoryNode;
    };

/** The names in a directory of a `MemoryFileSystem`: as programs see them, and as the disk has them. */
export class MemoryDirectory {
  private current: Names = new Map();
  private durable: Names = new Map();
  private unsynced: NameChange[] = [];

  /** Another directory that has the same; `copies` has what was copied already, under other names. */
  copy(copies: Map<MemoryNode, MemoryNode>): MemoryDirectory {
    const copy = new MemoryDirectory();
    copies.set(this, copy);
    const copyOf = (node: MemoryNode): MemoryNode => {
      const known = copies.get(node) ?? node.copy(copies);
      copies.set(node, known);
      return known;
    };
    const copyNames = (names: Names): Names =>
      new Map([...names].map(([name, node]) => [name, copyOf(node)]));
    copy.current = copyNames(this.current);
    copy.durable = copyNames(this.durable);
    copy.unsynced = this.unsynced.map((change) =>
      change.type === 'unlink' ? change : { ...change, node: copyOf(change.node) },
    );
    return copy;
  }

  get(name: string): MemoryNode | undefined {
    return this.current.get(name);
  }

  names(): readonly string[] {
    return [...this.current.keys()].sort();
  }

  link(name: string, node: MemoryNode): void {
    this.change({ type: 'link', name, node });
  }

  unlink(name: string): void {
    this.change({ type: 'unlink', name });
  }

  rename(source: string, target: string, node: MemoryNode): void {
    this.change({ type: 'rename', source, target, node });
  }

  private change(change: NameChange): void {
    apply(this.current, change);
    this.unsynced.push(change);
  }

  get unsyncedCount(): number {
    return this.unsynced.length;
  }

  /** Brings the first `count` changes to the disk. */
  sync(count: number): void {
    for (const change of this.unsynced.splice(0, count)) apply(this.durable, change);
  }

  /** How many bytes all files in it have. */
  get bytes(): number {
    let bytes = 0;
    for (const node of this.current.values()) {
      bytes += node instanceof MemoryDirectory ? node.bytes : node.size;
    }
    return bytes;
  }

  /** Leaves what the disk has, and of what was not synced the first few changes, in order. */
  crash(faults: DiskFaults): void {
    const { random, rates } = faults;
    const count = random.chance(rates.lostNames)
      ? random.below(this.unsynced.length + 1)
      : this.unsynced.length;
    if (count < this.unsynced.length) faults.count('lost-name');
    this.sync(count);
    this.unsynced = [];
    this.current = new Map(this.durable);
    for (const node of this.current.values()) node.crash(faults);
  }

  /** Lets bits flip in the files. */
  rot(faults: DiskFaults): void {
    for (const node of this.current.values()) node.rot(faults);
  }
}

function apply(names: Names, change: NameChange): void {
  switch (change.type) {
    case 'link':
      names.set(change.name, change.node);
      break;
    case 'unlink':
      names.delete(change.name);
      break;
    case 'rename':
      names.delete(change.source);
      names.set(change.target, change.node);
      break;
  }
}
