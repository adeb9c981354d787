import type { Offset } from '@odradek/base';

const CLEANED = '.cleaned';
const SWAP = '.swap';
const DELETED = '.deleted';
/** Files of a segment begin with its base offset. */
const BASE_OFFSET = /^(\d{20})\./;

/** A file of a partition. */
export interface FoundFile {
  /** The name that it has in the log from now on. */
  readonly name: string;
  /** The name that it has in the folder. */
  readonly source: string;
}

/** What is left of the files of a folder. */
export interface ResumedFiles {
  readonly files: readonly FoundFile[];
  /** The names of what stays, each with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * The names of the segments that were about to take the place of others: their end is needed to know of
 * which ones. None, unless the log cleaner (or the split of a segment) was interrupted at that.
 */
export function swappedSegments(names: readonly string[]): readonly string[] {
  return validSwaps(names).filter((name) => name.endsWith(`.log${SWAP}`));
}

/**
 * Ends a compaction that was interrupted, as Kafka does when it starts (`LogLoader.load`). Cleaned
 * segments become `.swap` once all of them are durable, the last one first, so with a `.cleaned` left those
 * from its offset on were not all there, and the old segments hold. Else the `.swap` hold, whatever lies
 * between their beginning and their end is what they were made of, and they get their names.
 * `ends` has the offset behind the last record of each of `swappedSegments`.
 */
export function resumeCompaction(
  names: readonly string[],
  ends: ReadonlyMap<string, Offset>,
): ResumedFiles {
  const swaps = new Set(validSwaps(names));
  const [from, to] = rangeOf(ends);
  const swapped = new Set([...swaps].map((name) => name.slice(0, -SWAP.length)));
  const files: FoundFile[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const name of names) {
    const offset = baseOffsetOf(name) ?? -1;
    if (swaps.has(name)) files.push({ name: name.slice(0, -SWAP.length), source: name });
    else if (name.endsWith(SWAP)) {
      leftOut.push({ name, reason: 'the log cleaner had not finished those that go with it' });
    } else if (isOfLog(name) && ((offset >= from && offset < to) || swapped.has(name))) {
      leftOut.push({ name, reason: 'it was compacted, and another takes its place' });
    } else files.push({ name, source: name });
  }
  return { files: files.toSorted(byName), leftOut };
}

function validSwaps(names: readonly string[]): readonly string[] {
  const offsetsOf = (suffix: string): number[] =>
    names.filter((name) => name.endsWith(suffix)).map((name) => baseOffsetOf(name) ?? Infinity);
  const firstCleaned = Math.min(...offsetsOf(CLEANED), Infinity);
  return names.filter(
    (name) => name.endsWith(SWAP) && (baseOffsetOf(name) ?? Infinity) < firstCleaned,
  );
}

function rangeOf(ends: ReadonlyMap<string, Offset>): readonly [from: Offset, to: Offset] {
  const starts = [...ends.keys()].map((name) => baseOffsetOf(name) ?? Infinity);
  return [Math.min(...starts, Infinity), Math.max(...ends.values(), -Infinity)];
}

/** What was about to be deleted, or is not finished, is nothing that is replaced. */
function isOfLog(name: string): boolean {
  return baseOffsetOf(name) !== undefined && !name.endsWith(DELETED) && !name.endsWith(CLEANED);
}

function baseOffsetOf(name: string): Offset | undefined {
  const found = BASE_OFFSET.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

function byName(left: FoundFile, right: FoundFile): number {
  return left.name < right.name ? -1 : 1;
}
