const TWO_TO_THE_32 = 4294967296;

/** How the entries of an index look in its file: all of one size, in an order that ascends. */
export interface EntryFormat {
  readonly entryBytes: number;
  /**
   * Why the entry that begins at `at` cannot be entry number `entry` of an index, or `undefined` if
   * it can.
   */
  readonly fault: (bytes: Buffer, at: number, entry: number) => string | undefined;
  /** Whether the entry that begins at `at` may stand right behind the one that begins at `before`. */
  readonly ascends: (bytes: Buffer, before: number, at: number) => boolean;
}

/**
 * Tells for the entry that begins at `at` whether it is one of those that are looked for. It must
 * hold for some entries from the first one on, and for none behind those.
 */
export type IsLeading = (bytes: Buffer, at: number) => boolean;

/** The entries from the first one on for which an `IsLeading` holds. */
export interface LeadingEntries {
  readonly count: number;
  /** The bytes of the last of them, a copy; `undefined` if there is none. */
  readonly last: Buffer | undefined;
}

/** How many whole entries from the start of `bytes` on are leading, by binary search. */
export function countLeading(bytes: Buffer, entryBytes: number, isLeading: IsLeading): number {
  let low = 0;
  let high = Math.floor(bytes.byteLength / entryBytes);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isLeading(bytes, middle * entryBytes)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is wrong with some entries, and where. */
export interface EntryFault {
  /** Of the first entry that cannot be right. */
  readonly entry: number;
  readonly reason: string;
}

/** The first fault of entries that stand one behind the other; the first has the number `first`. */
export function faultOf(format: EntryFormat, bytes: Buffer, first: number): EntryFault | undefined {
  const { entryBytes } = format;
  for (let at = 0; at < bytes.byteLength; at += entryBytes) {
    const entry = first + at / entryBytes;
    const reason = format.fault(bytes, at, entry);
    if (reason !== undefined) return { entry, reason };
    if (at > 0 && !format.ascends(bytes, at - entryBytes, at)) {
      return { entry, reason: `entry ${entry} is not greater than the one before` };
    }
  }
  return undefined;
}

/**
 * The int64 at `at`. Exact within ±2^53; beyond that the nearest number, so that the order of any
 * two stays.
 */
export function roundedInt64At(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * TWO_TO_THE_32 + bytes.readUInt32BE(at + 4);
}
