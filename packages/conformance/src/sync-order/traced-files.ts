import { type Descriptor, descriptorAt, type SystemCall } from './system-call.ts';

/** How something that was written to a file became durable there. */
export type Way = 'sync' | 'synchronous write';

/** Told of a write from which line of the trace on it was durable, and how. */
export type OnDurable = (at: number, way: Way) => void;

interface UnsyncedWrite {
  readonly returnedAt: number;
  readonly onDurable: OnDurable;
}

const SYNCHRONOUS = /O_D?SYNC|RWF_D?SYNC/;

/** Follows what was written to files to the calls that made it durable. */
export class TracedFiles {
  /** The descriptors that were opened for synchronous writes. */
  private readonly synchronous = new Set<number>();
  /** By path. */
  private readonly unsynced = new Map<string, UnsyncedWrite[]>();

  /** Takes an `openat`. */
  open({ args, result }: SystemCall): void {
    const number = Number.parseInt(result, 10);
    if (SYNCHRONOUS.test(args)) this.synchronous.add(number);
    else this.synchronous.delete(number);
  }

  /** Takes a write to a file, of which somebody wants to know when it is durable. */
  write(call: SystemCall, { number, what }: Descriptor, onDurable: OnDurable): void {
    if (this.synchronous.has(number) || SYNCHRONOUS.test(call.args)) {
      onDurable(call.returnedAt, 'synchronous write');
      return;
    }
    const writes = this.unsynced.get(what) ?? [];
    writes.push({ returnedAt: call.returnedAt, onDurable });
    this.unsynced.set(what, writes);
  }

  /** Takes a sync of a file: it covers the writes that had returned before it began. */
  sync({ args, result, enteredAt, returnedAt }: SystemCall): void {
    const path = descriptorAt(args)?.what ?? '';
    const writes = this.unsynced.get(path) ?? [];
    if (result !== '0' || writes.length === 0) return;
    const covered = writes.filter((write) => write.returnedAt < enteredAt);
    this.unsynced.set(
      path,
      writes.filter((write) => !covered.includes(write)),
    );
    for (const { onDurable } of covered) onDurable(returnedAt, 'sync');
  }
}
