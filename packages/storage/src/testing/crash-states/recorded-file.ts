/** What was done to the contents of a file. */
export type FileChange =
  | { readonly type: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly type: 'truncate'; readonly size: number };

/** What the disk has of a file for certain, and what was done since. */
export interface UnsyncedFile {
  readonly durable: Buffer;
  /** In their order. */
  readonly pending: readonly FileChange[];
}

/** The number of an event of a disk, counted from 0; a moment is the number of events before it. */
export type Moment = number;

/** How many changes are durable from an event on. */
interface Sync {
  readonly at: Moment;
  readonly count: number;
}

/** A file of a `RecordedDisk`: its contents, and everything that was ever done to it. */
export class RecordedFile {
  private readonly base: Buffer;
  private readonly changes: FileChange[] = [];
  /** Of each change. */
  private readonly times: Moment[] = [];
  private readonly syncs: Sync[] = [];
  private current: Buffer;
  private folded: { readonly count: number; readonly bytes: Buffer };

  /** A file that durably has these bytes, which are not changed. */
  constructor(base: Buffer) {
    this.base = base;
    this.current = base;
    this.folded = { count: 0, bytes: base };
  }

  get size(): number {
    return this.current.byteLength;
  }

  /** How many changes a sync that begins now covers. */
  get changesCount(): number {
    return this.changes.length;
  }

  /** The contents, which are never changed: a change makes others. */
  get bytes(): Buffer {
    return this.current;
  }

  change(at: Moment, change: FileChange): void {
    this.current = contentsAfter(this.current, change);
    this.changes.push(change);
    this.times.push(at);
  }

  /** The first `count` changes are durable. */
  sync(at: Moment, count: number): void {
    this.syncs.push({ at, count });
  }

  /** What is durable at a moment, and what is not. */
  unsyncedAt(moment: Moment): UnsyncedFile {
    const durableCount = countAt(this.syncs, moment);
    const end = this.times.findIndex((at) => at >= moment);
    const pending = this.changes.slice(durableCount, end < 0 ? undefined : end);
    return { durable: this.fold(durableCount), pending };
  }

  /** Moments mostly ascend: what was folded last is a beginning of what is asked for next. */
  private fold(count: number): Buffer {
    const from = this.folded.count <= count ? this.folded : { count: 0, bytes: this.base };
    const bytes = this.changes.slice(from.count, count).reduce(contentsAfter, from.bytes);
    this.folded = { count, bytes };
    return bytes;
  }
}

/** How many changes are durable at a moment; syncs that were under way together may end in any order. */
export function countAt(syncs: readonly Sync[], moment: Moment): number {
  return syncs.reduce((max, { at, count }) => (at < moment && count > max ? count : max), 0);
}

/** The contents after a change; new memory. Bytes that nobody wrote are zeros. */
export function contentsAfter(bytes: Buffer, change: FileChange): Buffer {
  if (change.type === 'truncate') return resized(bytes, change.size);
  const end = change.position + change.bytes.byteLength;
  const after = resized(bytes, Math.max(bytes.byteLength, end));
  change.bytes.copy(after, change.position);
  return after;
}

function resized(bytes: Buffer, size: number): Buffer {
  const after = Buffer.alloc(size);
  bytes.copy(after, 0, 0, Math.min(size, bytes.byteLength));
  return after;
}
