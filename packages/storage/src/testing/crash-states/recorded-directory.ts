import { countAt, type Moment, type RecordedFile } from './recorded-file.ts';

/** What stands under a name. */
export type RecordedNode = RecordedFile | RecordedDirectory;

/** What was done to the names of a directory; a rename is one change. */
export type NameChange =
  | { readonly type: 'link'; readonly name: string; readonly node: RecordedNode }
  | { readonly type: 'unlink'; readonly name: string }
  | {
      readonly type: 'rename';
      readonly source: string;
      readonly target: string;
      readonly node: RecordedNode;
    };

/** What stands in a directory. */
export type Names = ReadonlyMap<string, RecordedNode>;

/** What the disk has of a directory for certain, and what was done since. */
export interface UnsyncedDirectory {
  readonly durable: Names;
  /** In their order. */
  readonly pending: readonly NameChange[];
}

/** A directory of a `RecordedDisk`: its names, and everything that was ever done to them. */
export class RecordedDirectory {
  private readonly base: Names;
  private readonly changes: NameChange[] = [];
  /** Of each change. */
  private readonly times: Moment[] = [];
  private readonly syncs: { readonly at: Moment; readonly count: number }[] = [];
  private current: Names;

  /** A directory that durably has these names. */
  constructor(base: Names) {
    this.base = base;
    this.current = base;
  }

  get(name: string): RecordedNode | undefined {
    return this.current.get(name);
  }

  names(): readonly string[] {
    return [...this.current.keys()].sort();
  }

  /** How many changes a sync that begins now covers. */
  get changesCount(): number {
    return this.changes.length;
  }

  change(at: Moment, change: NameChange): void {
    this.current = namesAfter(this.current, [change]);
    this.changes.push(change);
    this.times.push(at);
  }

  /** The first `count` changes are durable. */
  sync(at: Moment, count: number): void {
    this.syncs.push({ at, count });
  }

  /** What is durable at a moment, and what is not. */
  unsyncedAt(moment: Moment): UnsyncedDirectory {
    const durableCount = countAt(this.syncs, moment);
    const end = this.times.findIndex((at) => at >= moment);
    return {
      durable: namesAfter(this.base, this.changes.slice(0, durableCount)),
      pending: this.changes.slice(durableCount, end < 0 ? undefined : end),
    };
  }
}

/** The names after some changes. */
export function namesAfter(names: Names, changes: readonly NameChange[]): Names {
  const after = new Map(names);
  for (const change of changes) {
    if (change.type === 'link') after.set(change.name, change.node);
    else if (change.type === 'unlink') after.delete(change.name);
    else {
      after.delete(change.source);
      after.set(change.target, change.node);
    }
  }
  return after;
}
