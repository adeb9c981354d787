import { countLeading, type IsLeading } from './index-entries.ts';

const NOTHING: Buffer = Buffer.alloc(0);
/** How many entries there is room for at first. */
const ENTRIES_FIRST = 8;

/** The entries of an index that its file does not have yet, in memory, as the file will have them. */
export class PendingEntries {
  private readonly entryBytes: number;
  private bytes: Buffer = NOTHING;
  private size = 0;

  constructor(entryBytes: number) {
    this.entryBytes = entryBytes;
  }

  get count(): number {
    return this.size / this.entryBytes;
  }

  /** Makes room for one more entry, which `write` fills from `at` on. */
  append(write: (bytes: Buffer, at: number) => void): void {
    const { entryBytes, size } = this;
    if (size + entryBytes > this.bytes.byteLength) {
      // What is being written to the file is of the old memory, which stays as it is.
      const grown = Buffer.alloc(Math.max(size * 2, ENTRIES_FIRST * entryBytes));
      this.bytes.copy(grown, 0, 0, size);
      this.bytes = grown;
    }
    write(this.bytes, size);
    this.size = size + entryBytes;
  }

  /** The entries, a view that holds until the next `truncate`. */
  get entries(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  /** A copy of up to `countMax` entries from one on. */
  copyFrom(entry: number, countMax: number): Buffer {
    const { entryBytes } = this;
    return Buffer.from(this.entries.subarray(entry * entryBytes, (entry + countMax) * entryBytes));
  }

  countLeading(isLeading: IsLeading): number {
    return countLeading(this.entries, this.entryBytes, isLeading);
  }

  /** Keeps the first `count` entries. */
  truncate(count: number): void {
    this.size = count * this.entryBytes;
    if (count === 0) this.bytes = NOTHING;
  }

  /** Forgets the first `count` entries and frees their memory. */
  dropFirst(count: number): void {
    const rest = this.entries.subarray(count * this.entryBytes);
    this.bytes = rest.byteLength === 0 ? NOTHING : Buffer.from(rest);
    this.size = this.bytes.byteLength;
  }
}
