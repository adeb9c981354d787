import { type CopiedPartition, copyPartition, type CopyOptions } from './copy-partition.ts';
import type { PartitionCopy } from './plan-copy.ts';

/** How far an import is. */
export interface ImportProgress {
  readonly bytes: number;
  readonly bytesTotal: number;
}

/** How partitions are copied, and who is told how far it is. */
export interface CopyPartitionsOptions extends Omit<CopyOptions, 'onBytes'> {
  /** Called for each mebibyte or so. */
  readonly onProgress: (progress: ImportProgress) => void;
}

/** While one waits for the disk others read. */
const COPIES_AT_ONCE = 4;

/** Copies partitions, some at a time. Answers them by partition. */
export async function copyPartitions(
  copies: readonly PartitionCopy[],
  { onProgress, ...options }: CopyPartitionsOptions,
): Promise<readonly CopiedPartition[]> {
  const sizes = copies.flatMap(({ files }) => files.map((file) => file.bytes));
  const bytesTotal = sizes.reduce((total, size) => total + size, 0);
  let bytes = 0;
  const onBytes = (count: number): void => {
    bytes += count;
    onProgress({ bytes, bytesTotal });
  };
  const copied: CopiedPartition[] = [];
  await forEachOf(copies, async (copy) => {
    copied.push(await copyPartition(copy, { ...options, onBytes }));
  });
  return copied.sort((left, right) => left.partition - right.partition);
}

/** Some at a time. One that fails keeps others from being begun; those under way are waited for. */
async function forEachOf<Item>(
  items: readonly Item[],
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items].reverse();
  const work = async (): Promise<void> => {
    try {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await action(item);
    } finally {
      left.length = 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: COPIES_AT_ONCE }, work));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
