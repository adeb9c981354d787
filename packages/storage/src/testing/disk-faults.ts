import type { SeededRandom } from '@odradek/base/testing';

/** What a disk can do wrong. */
export type DiskFaultKind =
  | 'torn-write'
  | 'lost-write'
  | 'lost-name'
  | 'lying-sync'
  | 'failed-sync'
  | 'failed-write'
  | 'failed-read'
  | 'disk-full'
  | 'bit-flip';

/** How likely a disk does what, from 0 to 1, and how large it is. */
export interface DiskFaultRates {
  /**
   * At a crash, for each write that was not synced: it is there in part, some of its sectors zeros or
   * missing. The default is 2/3.
   */
  readonly tornWrite: number;
  /** At a crash, for each write that was not synced: nothing of it is there. The default is 1/6. */
  readonly lostWrite: number;
  /**
   * At a crash, for each directory: names that were not synced are lost, all from some change on.
   * The default is 1.
   */
  readonly lostNames: number;
  /** A sync of a file or directory resolves, and what it covers is as if it was not synced. */
  readonly lyingSync: number;
  /** A sync of a file or directory fails with EIO, and what it covers is lost at a crash. */
  readonly failedSync: number;
  /** A write fails with EIO after a part of it was written. */
  readonly failedWrite: number;
  /** A read fails with EIO. */
  readonly failedRead: number;
  /** At a crash, for each file: one bit of what it holds is another. */
  readonly bitFlip: number;
  /** How many bytes the files may have together; a write beyond that fails with ENOSPC. */
  readonly capacityBytes: number;
}

/** A disk that keeps what was synced, and of the rest anything. */
const DISK_FAULT_RATES_DEFAULT: DiskFaultRates = {
  tornWrite: 2 / 3,
  lostWrite: 1 / 6,
  lostNames: 1,
  lyingSync: 0,
  failedSync: 0,
  failedWrite: 0,
  failedRead: 0,
  bitFlip: 0,
  capacityBytes: Number.POSITIVE_INFINITY,
};

/** Decides what a disk does wrong, and counts it. */
export class DiskFaults {
  rates: DiskFaultRates = DISK_FAULT_RATES_DEFAULT;
  readonly random: SeededRandom;
  private readonly counted: Map<DiskFaultKind, number> = new Map();

  constructor(random: SeededRandom) {
    this.random = random;
  }

  /** Whether something happens that is so likely; draws nothing for what never happens. */
  happens(kind: DiskFaultKind, rate: number): boolean {
    if (rate === 0 || !this.random.chance(rate)) return false;
    this.count(kind);
    return true;
  }

  count(kind: DiskFaultKind): void {
    this.counted.set(kind, this.countOf(kind) + 1);
  }

  /** How often something has happened. */
  countOf(kind: DiskFaultKind): number {
    return this.counted.get(kind) ?? 0;
  }
}
