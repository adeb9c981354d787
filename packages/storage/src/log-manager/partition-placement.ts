import { assert } from '@odradek/base';

import type { LogDirectory } from './log-directory.ts';
import { partitionDirectoryName, type PartitionFolder } from './partition-directory.ts';

/** Which log directory each partition is in. */
export class PartitionPlacement {
  /** The one that there is: nothing has to be kept of the partitions then. */
  private readonly only: LogDirectory | undefined;
  private readonly partitions = new Map<LogDirectory, Set<string>>();

  /** `hasUnusable`: there are others, which may have partitions of which nothing is known here. */
  constructor(directories: readonly LogDirectory[], hasUnusable: boolean) {
    const isOnly = directories.length === 1 && !hasUnusable;
    this.only = isOnly ? directories[0] : undefined;
    for (const directory of directories) this.partitions.set(directory, new Set());
  }

  /** A partition is there from now on. */
  add(partition: PartitionFolder, directory: LogDirectory): void {
    if (this.only !== undefined) return;
    this.partitions.get(directory)?.add(nameOf(partition));
  }

  /** A partition is not there any more. */
  remove(partition: PartitionFolder, directory: LogDirectory): void {
    this.partitions.get(directory)?.delete(nameOf(partition));
  }

  /** All directories that have a folder of that name: more than one only while that is sorted out. */
  all(partition: PartitionFolder): readonly LogDirectory[] {
    const name = nameOf(partition);
    return [...this.partitions].flatMap(([directory, names]) =>
      names.has(name) ? [directory] : [],
    );
  }

  /** Where a partition is; `undefined` if it is nowhere. One directory has whatever there is. */
  get(partition: PartitionFolder): LogDirectory | undefined {
    if (this.only !== undefined) return this.only;
    const name = nameOf(partition);
    for (const [directory, names] of this.partitions) if (names.has(name)) return directory;
    return undefined;
  }

  /** Where a partition is; one that is nowhere has its place in the first directory from now on. */
  getOrAdd(partition: PartitionFolder): LogDirectory {
    if (this.only !== undefined) return this.only;
    const [first] = this.partitions.keys();
    const directory = this.get(partition) ?? first;
    assert(directory !== undefined, 'there is a log directory');
    this.add(partition, directory);
    return directory;
  }
}

function nameOf({ topic, partition }: PartitionFolder): string {
  return partitionDirectoryName(topic, partition);
}
