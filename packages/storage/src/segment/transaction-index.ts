import { assert, type Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import { type EntryFormat, roundedInt64At } from './index-entries.ts';
import { IndexFile } from './index-file.ts';

const VERSION = 0;
const PRODUCER_ID_AT = 2;
const FIRST_OFFSET_AT = 10;
const LAST_OFFSET_AT = 18;
const LAST_STABLE_OFFSET_AT = 26;
const ENTRY_BYTES = 34;

/** Where the transaction index of a segment is. */
export interface TransactionIndexOptions {
  readonly fileSystem: FileSystem;
  /** Of the file, in a directory that is there. */
  readonly path: string;
  /** Of the segment, which holds the marker of every transaction in the index. */
  readonly baseOffset: Offset;
}

/** A transaction that was aborted (Kafka's `AbortedTxn`). */
export interface AbortedTransaction {
  readonly producerId: bigint;
  /** Of its records in this partition; perhaps in a segment before. */
  readonly firstOffset: Offset;
  /** Of its marker. */
  readonly lastOffset: Offset;
  /** The last stable offset once the marker was there; at most the offset after it. */
  readonly lastStableOffset: Offset;
}

/** What an index knows of the aborted transactions in a range (Kafka's `TxnIndexSearchResult`). */
export interface CollectedAborted {
  readonly aborted: readonly AbortedTransaction[];
  /** Whether that is all; otherwise the next segment may have more. */
  readonly isComplete: boolean;
}

/**
 * The `.txnindex` of a segment: the transactions whose abort marker is in it, in the order of the
 * markers (Kafka's `TransactionIndex`, whose file it has: int16 version 0, and as int64 the
 * producer id and the three offsets). The last offsets ascend, and the last stable offsets do not
 * descend, since what is stable stays so. There is no file before the first such transaction.
 *
 * What is appended stays in memory until `flush`; the file is searched, never read whole, and only
 * open meanwhile. Searches may run while entries are appended and flushed.
 */
export class TransactionIndex {
  private readonly entries: IndexFile;

  /** An index without entries; `open` takes those of the file. */
  constructor({ fileSystem, path, baseOffset }: TransactionIndexOptions) {
    const format = formatOf(baseOffset);
    this.entries = new IndexFile({ fileSystem, path, format, keepsEmptyFile: false });
  }

  get path(): string {
    return this.entries.path;
  }

  /** How many entries it has, in the file and in memory. */
  get length(): number {
    return this.entries.count;
  }

  get lastEntry(): AbortedTransaction | undefined {
    const { last } = this.entries;
    return last === undefined ? undefined : readEntry(last, 0);
  }

  /**
   * Takes the entries of the file; a missing one has none. Reads the last 16 entries only.
   * Raises `CorruptIndex` if they cannot be of this index: then it has no entries, and after
   * `reset` they can be appended anew.
   */
  open(): Promise<void> {
    return this.entries.open();
  }

  /** Appends an entry, in memory. Its last offset is greater than the last one's. */
  append(aborted: AbortedTransaction): void {
    const { lastEntry } = this;
    assert(
      lastEntry === undefined || aborted.lastOffset > lastEntry.lastOffset,
      'the last offsets of a transaction index ascend',
    );
    assert(
      lastEntry === undefined || aborted.lastStableOffset >= lastEntry.lastStableOffset,
      'the last stable offsets of a transaction index do not descend',
    );
    this.entries.append((bytes, at) => writeEntry(bytes, at, aborted));
  }

  /**
   * The aborted transactions with records from `fetchOffset` on and before `upperBoundOffset`, in
   * the order of their markers. That is all once an entry says that everything before the upper
   * bound was stable (Kafka's `collectAbortedTxns`). Raises `CorruptIndex`, and what the file system
   * does.
   */
  collectAborted(fetchOffset: Offset, upperBoundOffset: Offset): Promise<CollectedAborted> {
    const { entries } = this;
    // Those are neither in the range nor the end of the search. Both offsets only ever rise.
    const isBefore = (bytes: Buffer, at: number): boolean =>
      roundedInt64At(bytes, at + LAST_OFFSET_AT) < fetchOffset &&
      roundedInt64At(bytes, at + LAST_STABLE_OFFSET_AT) < upperBoundOffset;
    return entries.look(async (blocks) => {
      const aborted: AbortedTransaction[] = [];
      let { count: entry } = await entries.leadingIn(blocks, isBefore);
      while (entry < entries.count) {
        const bytes = await entries.entriesFrom(blocks, entry);
        for (let at = 0; at < bytes.byteLength; at += ENTRY_BYTES) {
          const transaction = readEntry(bytes, at);
          const { firstOffset, lastOffset, lastStableOffset } = transaction;
          if (lastOffset >= fetchOffset && firstOffset < upperBoundOffset)
            aborted.push(transaction);
          if (lastStableOffset >= upperBoundOffset) return { aborted, isComplete: true };
        }
        entry += bytes.byteLength / ENTRY_BYTES;
      }
      return { aborted, isComplete: false };
    });
  }

  /**
   * Writes the entries in memory behind those in the file, and syncs it; makes the file for the
   * first entry. If that fails, they stay in memory, and a later flush writes them to the same
   * place. Answers whether the file was created, so that the caller syncs the directory.
   */
  flush(): Promise<boolean> {
    return this.entries.flush();
  }

  /**
   * Forgets the transactions whose marker has this offset or a greater one, durably where the file
   * has some. Nothing must be appended before it has resolved.
   */
  truncateTo(offset: Offset): Promise<void> {
    return this.entries.truncate(
      (bytes, at) => roundedInt64At(bytes, at + LAST_OFFSET_AT) < offset,
    );
  }

  /** Forgets all entries, whatever the file holds, and empties it if it is there, durably. */
  reset(): Promise<void> {
    return this.entries.reset();
  }

  /** Waits for what was begun; what is in memory only is not flushed. */
  close(): Promise<void> {
    return this.entries.close();
  }
}

function readEntry(bytes: Buffer, at: number): AbortedTransaction {
  return {
    producerId: bytes.readBigInt64BE(at + PRODUCER_ID_AT),
    firstOffset: roundedInt64At(bytes, at + FIRST_OFFSET_AT),
    lastOffset: roundedInt64At(bytes, at + LAST_OFFSET_AT),
    lastStableOffset: roundedInt64At(bytes, at + LAST_STABLE_OFFSET_AT),
  };
}

function writeEntry(bytes: Buffer, at: number, aborted: AbortedTransaction): void {
  bytes.writeInt16BE(VERSION, at);
  bytes.writeBigInt64BE(aborted.producerId, at + PRODUCER_ID_AT);
  bytes.writeBigInt64BE(BigInt(aborted.firstOffset), at + FIRST_OFFSET_AT);
  bytes.writeBigInt64BE(BigInt(aborted.lastOffset), at + LAST_OFFSET_AT);
  bytes.writeBigInt64BE(BigInt(aborted.lastStableOffset), at + LAST_STABLE_OFFSET_AT);
}

function formatOf(baseOffset: Offset): EntryFormat {
  return {
    entryBytes: ENTRY_BYTES,
    fault: (bytes, at, entry) => faultOfEntry(bytes, at, { entry, baseOffset }),
    ascends: (bytes, before, at) =>
      roundedInt64At(bytes, at + LAST_OFFSET_AT) > roundedInt64At(bytes, before + LAST_OFFSET_AT) &&
      roundedInt64At(bytes, at + LAST_STABLE_OFFSET_AT) >=
        roundedInt64At(bytes, before + LAST_STABLE_OFFSET_AT),
  };
}

function faultOfEntry(
  bytes: Buffer,
  at: number,
  { entry, baseOffset }: { readonly entry: number; readonly baseOffset: Offset },
): string | undefined {
  const version = bytes.readInt16BE(at);
  if (version !== VERSION) return `entry ${entry} has the version ${version}, not ${VERSION}`;
  const { firstOffset, lastOffset, lastStableOffset } = readEntry(bytes, at);
  if (lastOffset < baseOffset + entry || !Number.isSafeInteger(lastOffset)) {
    return `entry ${entry} has the last offset ${lastOffset}, and the segment begins at ${baseOffset}`;
  }
  if (firstOffset < 0 || firstOffset > lastOffset) {
    return `entry ${entry} has the first offset ${firstOffset} and the last offset ${lastOffset}`;
  }
  return lastStableOffset < 0 || lastStableOffset > lastOffset + 1
    ? `entry ${entry} has the last stable offset ${lastStableOffset} and the last offset ${lastOffset}`
    : undefined;
}
